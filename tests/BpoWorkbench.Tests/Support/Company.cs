using System.Net;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Tests.Support;

/// <summary>A client company for a test to work with.</summary>
internal sealed class Company
{
    public const string Password = "correct horse battery";

    private Company(Workbench workbench, long id) => (Workbench, Id) = (workbench, id);

    public Workbench Workbench { get; }

    public long Id { get; }

    public static async Task<Company> Add(Workbench workbench, string name, string code, string zone = "Europe/Madrid")
    {
        var client = new Client(name, code) { TimeZone = zone };
        await AsSystem(workbench, async db =>
        {
            db.Clients.Add(client);
            await db.SaveChangesAsync();
        });
        return new Company(workbench, client.Id);
    }

    /// <summary>The same company at a workbench that goes on with the data of this one.</summary>
    public Company At(Workbench workbench) => new(workbench, Id);

    /// <summary>A queue with the outcomes OK, CALL (call back), NONE (retry twice) and KO.</summary>
    public async Task<Queue> Queue(string name, bool seen = true, TimeSpan? target = null, bool campaign = false, Pauses pauses = Pauses.None, IReadOnlyList<FieldDefinition>? fields = null, string kind = "task")
    {
        var queue = new Queue(Id, kind, name) { SeenInPortal = seen, IsCampaign = campaign, Fields = fields ?? [] };
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, new PolicyTerms(target ?? TimeSpan.FromHours(4), 75, pauses)));
        queue.Dispositions.AddRange(
        [
            new Disposition(queue, "OK", "Resuelto", DispositionEffect.Finish, CountsAs.Attempt | CountsAs.Contact | CountsAs.Success) { Order = 1 },
            new Disposition(queue, "KO", "No procede", DispositionEffect.Finish, CountsAs.None) { Order = 2 },
            new Disposition(queue, "CALL", "Volver a llamar", DispositionEffect.CallBack, CountsAs.Attempt | CountsAs.Contact) { Order = 3 },
            new Disposition(queue, "NONE", "No contesta", DispositionEffect.Retry, CountsAs.Attempt) { Order = 4, MaxAttempts = 2, RetryMinutes = 30, ThenCode = "KO" },
        ]);
        await Write(db =>
        {
            db.Queues.Add(queue);
            return Task.CompletedTask;
        });
        return queue;
    }

    /// <summary>Arrivals in a queue, as many as titles.</summary>
    public async Task<List<long>> Receive(Queue queue, DateTime at, params IEnumerable<(string Key, string Title, Dictionary<string, string> Fields)> arrivals)
    {
        List<WorkItem> items = [];
        await Write(async db =>
        {
            var known = await db.Queues.Include(q => q.Policies).SingleAsync(q => q.Id == queue.Id);
            var lanes = new Dictionary<(Band Band, string Needs), Lane>();
            foreach (var (key, title, fields) in arrivals)
            {
                var stand = (known.BandFor(fields, null), known.AskedAt(fields, TimeSpan.Zero).Needs);
                if (!lanes.TryGetValue(stand, out var lane))
                {
                    await db.Write(async () => lane = await Lanes.At(db, known, fields, null));
                    lanes[stand] = lane!;
                }

                items.Add(WorkItem.Receive(known, lane!, at, key, title, fields, null, null));
            }

            db.WorkItems.AddRange(items);
        });
        return [.. items.Select(i => i.Id)];
    }

    /// <summary>One agent takes an item and gives it an outcome.</summary>
    public Task Complete(long item, string outcome, long person, DateTime at, string? note = null) => Write(async db =>
    {
        var taken = await db.WorkItems.Include(i => i.Queue!.Dispositions).SingleAsync(i => i.Id == item);
        taken.Claim(person, """{"code":"test.reason"}""", at);
        taken.Open(person, at);
        taken.Complete(taken.Queue!.Dispositions.Single(d => d.Code == outcome), null, person, note, at.AddHours(1), at.AddMinutes(3));
    });

    /// <summary>Somebody with a password and, where given, roles at clients; an administrator without a client is the house's.</summary>
    public static async Task<Person> Person(Workbench workbench, string name, string email, params (long? Client, Role Role)[] grants)
    {
        var person = new Person { Name = name, UserName = email, Email = email, EmailConfirmed = true };
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        {
            var made = await services.GetRequiredService<UserManager<Person>>().CreateAsync(person, Password);
            Assert.True(made.Succeeded, string.Join(' ', made.Errors.Select(e => e.Description)));
        });
        await AsSystem(workbench, async db =>
        {
            db.Grants.AddRange(grants.Select(g => new Grant(person.Id, g.Client, g.Role)));
            await db.SaveChangesAsync();
        });
        return person;
    }

    /// <summary>Who has this address of mail.</summary>
    public static async Task<Person> PersonAt(Workbench workbench, string email)
    {
        await using var scope = workbench.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<UserManager<Person>>().FindByEmailAsync(email)
            ?? throw new InvalidOperationException($"Nobody has {email}.");
    }

    /// <summary>The cookie that signing in would set, without the form of signing in.</summary>
    public static async Task<Cookie> Cookie(Workbench workbench, Person person)
    {
        await using var scope = workbench.Services.CreateAsyncScope();
        var principal = await scope.ServiceProvider.GetRequiredService<IUserClaimsPrincipalFactory<Person>>().CreateAsync(person);
        var options = scope.ServiceProvider.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>().Get(IdentityConstants.ApplicationScheme);
        var now = workbench.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var ticket = new AuthenticationTicket(principal, new AuthenticationProperties { IssuedUtc = now, ExpiresUtc = now.AddHours(8) }, IdentityConstants.ApplicationScheme);
        return new Cookie(options.Cookie.Name!, options.TicketDataFormat.Protect(ticket));
    }

    /// <summary>Runs as a person, as their page would.</summary>
    public static Task As(Workbench workbench, long personId, Func<IServiceProvider, Task> work) =>
        workbench.Services.GetRequiredService<ScopedWork>().AsPerson(personId, work);

    /// <summary>Loads and changes as this client's job would, and saves.</summary>
    public Task Write(Func<WorkbenchDb, Task> change) => Workbench.Services.GetRequiredService<ScopedWork>().AsClient(Id, async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await change(db);
        await db.SaveChangesAsync();
    });

    public static Task AsSystem(Workbench workbench, Func<WorkbenchDb, Task> work) => workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        await work(db);
    });
}
