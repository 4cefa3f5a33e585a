using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>A client company with a queue for email and its mailbox, an agent who works it, and a program that hands its mail in.</summary>
internal sealed class EmailFloor : IAsyncDisposable
{
    public const string Address = "iberluz@bpo.example";
    public const string AnswerFrom = "clientes@iberluz.example";

    private EmailFloor(Workbench workbench, Company company, Queue queue) => (Workbench, Company, Queue) = (workbench, company, queue);

    public Workbench Workbench { get; }

    public Company Company { get; }

    public Queue Queue { get; }

    public Person Agent { get; private set; } = null!;

    public Person Supervisor { get; private set; } = null!;

    public string Key { get; private set; } = "";

    public static async Task<EmailFloor> Open(TimeProvider? time = null) => await Of(await Workbench.Start(new() { Time = time, Scheduled = time is null }));

    public static async Task<EmailFloor> Of(Workbench workbench)
    {
        var company = await Company.Add(workbench, "Iberluz Energía", "IBER");
        var queue = await company.Queue("Atención por correo", kind: EmailFeature.Kind);
        var floor = new EmailFloor(workbench, company, queue);
        var house = await Company.Person(workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator));
        floor.Agent = await Company.Person(workbench, "Eva Soler", "eva@example.com", (company.Id, Role.Agent));
        floor.Supervisor = await Company.Person(workbench, "Luis Gil", "luis@example.com", (company.Id, Role.Supervisor));
        await company.Write(async db =>
        {
            db.Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == queue.Id), floor.Agent.Id));
            db.Mailboxes.Add(new Mailbox(queue, Address));
        });
        await Company.As(workbench, house.Id, async services => floor.Key = await services.GetRequiredService<KeyRing>().Make(company.Id, "Postfix", [ApiKey.Email]));
        return floor;
    }

    /// <summary>A plain message to the mailbox.</summary>
    public static string Message(string id, string subject = "Mi factura", string text = "Hola, no entiendo la factura de marzo.", string from = "Ana Ruiz <ana@example.com>", params string[] headers) =>
        string.Join("\r\n", [$"From: {from}", $"To: {AnswerFrom}", $"Delivered-To: {Address}", $"Subject: {subject}", $"Message-ID: <{id}>", "Date: Mon, 2 Mar 2026 10:00:00 +0100", .. headers, "", text, ""]);

    public async Task<HttpResponseMessage> Post(string message, string? key = null, string? to = null)
    {
        using var client = Workbench.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(to is null ? "/api/v1/email" : $"/api/v1/email?to={Uri.EscapeDataString(to)}", UriKind.Relative));
        request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(message));
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key ?? Key);
        return await client.SendAsync(request);
    }

    /// <summary>Handed in, and taken.</summary>
    public async Task<(string Result, long? Item, long Id)> Take(string message, string? to = null)
    {
        using var answer = await Post(message, to: to);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        var taken = JsonDocument.Parse(text).RootElement;
        return (taken.GetProperty("result").GetString()!, taken.GetProperty("item") is { ValueKind: JsonValueKind.Number } item ? item.GetInt64() : null, taken.GetProperty("id").GetInt64());
    }

    /// <summary>Taken, and in the agent's hands.</summary>
    public async Task<long> Held(string message)
    {
        var item = (await Take(message)).Item!.Value;
        await AsAgent(services => services.GetRequiredService<ClaimItem>().Run(item));
        return item;
    }

    /// <summary>Its customers can be answered from now on.</summary>
    public Task Answers(Action<Mailbox>? more = null) => Company.Write(async db =>
    {
        var mailbox = await db.Mailboxes.SingleAsync();
        mailbox.AnswerAs(AnswerFrom);
        mailbox.Passed("spf=pass", DateTime.UnixEpoch);
        more?.Invoke(mailbox);
    });

    /// <summary>Something to write about; handed over where a queue is named.</summary>
    public async Task<long> Category(string name, string purpose = "", CategoryDoes does = CategoryDoes.Answer, bool complaint = false, long? target = null)
    {
        var category = new EmailCategory(Company.Id, name) { Purpose = purpose, IsComplaint = complaint };
        category.Do(target is null ? does : CategoryDoes.HandOver, target);
        await Company.Write(db => Task.FromResult(db.EmailCategories.Add(category)));
        return category.Id;
    }

    public async Task<WorkItem> Item(long id)
    {
        WorkItem? item = null;
        await Company.Write(async db => item = await db.WorkItems.AsNoTracking().Include(i => i.Events.OrderBy(e => e.Id)).SingleAsync(i => i.Id == id));
        return item!;
    }

    public async Task<List<EmailMessage>> Messages()
    {
        List<EmailMessage> all = [];
        await Company.Write(async db => all = await db.Emails.AsNoTracking().OrderBy(m => m.Id).ToListAsync());
        return all;
    }

    /// <summary>The house sends by that mail server, in the client's name.</summary>
    public async Task SendBy(MailServers servers)
    {
        await Company.AsSystem(Workbench, async db =>
        {
            var smtp = new SmtpSettings("localhost", servers.SmtpPort, MailServers.Client, "avisos@bpo.example", "Centro", Tls: false, "http://here");
            await Workbench.Services.GetRequiredService<HouseSettings>().Put(db, SmtpSettings.Key, smtp, MailServers.Password);
            await db.SaveChangesAsync();
        });
        await Company.Write(async db => (await db.Mailboxes.SingleAsync()).AnswerAs(AnswerFrom));
    }

    public Task AsAgent(Func<IServiceProvider, Task> work) => Company.As(Workbench, Agent.Id, work);

    public Task AsSupervisor(Func<IServiceProvider, Task> work) => Company.As(Workbench, Supervisor.Id, work);

    public ValueTask DisposeAsync() => Workbench.DisposeAsync();
}
