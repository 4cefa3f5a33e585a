using System.Security.Claims;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Features.Email.Alike;
using BpoWorkbench.Features.Email.Complaints;
using BpoWorkbench.Features.Email.Identify;
using BpoWorkbench.Features.Email.Quality;
using BpoWorkbench.Features.Email.Scanning;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Features.Email;

/// <summary>The kind Email: what customers write to a client, sifted, sorted and answered in its name.</summary>
public static class EmailFeature
{
    public const string Kind = "email";

    // Fields of an email's item, beside those that its queue adds.
    internal const string Subject = "asunto";
    internal const string Sender = "remitente";

    internal const string ComplaintCode = "reclamacion";

    // As a message is kept.
    internal const string FileName = "message.eml";

    // What a form adds around its file.
    private const long FormOverhead = 64 * 1024;

    internal static readonly FieldDefinition[] Fields =
    [
        new(Subject, "Asunto", FieldType.Text, false, [], CustomerPart.None, false),
        new(Sender, "Remitente", FieldType.Text, false, [], CustomerPart.None, false),
        new(ComplaintCode, "Código de reclamación", FieldType.Text, false, [], CustomerPart.None, false),
    ];

    public static void AddEmail(this WebApplicationBuilder builder)
    {
        builder.Services.Configure<EmailLimits>(builder.Configuration.GetSection("Email"));
        builder.Services.AddSingleton(new WorkKind(Kind, "mail", typeof(EmailTexts), typeof(EmailPanel), Fields: Fields)
        {
            FromRows = false,
            CustomerSection = typeof(EmailSender),
            BoardSection = typeof(MailBoard),
            PortalSection = typeof(MailPortal),
            Prepare = (services, item, stop) => services.GetRequiredService<EmailThread>().Of(item, stop),
        });
        builder.Services.AddScoped<MailboxList>().AddScoped<MailboxDetails>().AddScoped<SaveMailbox>().AddScoped<TestSending>().AddScoped<SiftedList>().AddScoped<DecideSifted>();
        builder.Services.AddScoped<Categories>().AddScoped<SaveCategory>().AddScoped<SaveTemplate>().AddScoped<Replies>().AddScoped<SendReply>().AddScoped<RecallReply>();
        builder.Services.AddScoped<TakeEmail>().AddScoped<ClientTriage>().AddSingleton<LearntModels>().AddScoped<BringMessages>().AddScoped<EmailThread>().AddScoped<EmailContent>().AddScoped<ScanMessage>().AddScoped<EmailDesk>().AddScoped<CategoryOffers>().AddScoped<ChooseCategory>();
        builder.Services.AddScoped<MailFigures>().AddScoped<TriageQuality>().AddScoped<AlikeMail>().AddScoped<DecideAlike>().AddScoped<ReadMail>().AddScoped<WhoWrites>().AddScoped<NameCustomer>().AddScoped<SortComplaint>().AddScoped<ComplaintList>();
        builder.Services.AddSingleton(new MenuEntry("email", "/email", "mail", 35, Permissions.Queues, typeof(EmailTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(EmailTexts)));
        foreach (var queue in EmailDemonstration.Queues)
        {
            builder.Services.AddSingleton(queue);
        }
    }

    public static void MapEmail(this WebApplication app)
    {
        var limits = app.Services.GetRequiredService<IOptions<EmailLimits>>().Value;
        app.MapKeyed(ApiKey.Email).WithTags("Email").MapPost("/email", Take)
            .WithSummary("Takes one message as it came (RFC 5322) into the mailbox it was sent to.")
            .WithDescription("It is stored before it is answered; the same message once more changes nothing. \"to\" is the address it was delivered to; left out, it is looked for in the message.")
            .WithMetadata(new RequestSizeLimitAttribute(limits.MessageBytes + 1)).Accepts<Stream>("message/rfc822")
            .Produces<TakenEmail>().ProducesProblem(400).ProducesProblem(413);

        app.MapPost("/email/{queueId:long}/messages", Bring).RequireAuthorization(Permissions.Queues)
            .WithMetadata(new RequestSizeLimitAttribute(limits.UploadBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = limits.UploadBytes + FormOverhead });

        var message = app.MapGroup("/email/messages/{id:long}").RequireAuthorization();
        message.MapGet("/source", (long id, EmailContent content, CancellationToken stop) => content.Source(id, stop));
        message.MapGet("/html", (long id, bool? images, HttpContext http, EmailContent content, CancellationToken stop) => content.Layout(id, images == true, http, stop));
        message.MapGet("/files/{number:int}", (long id, int number, EmailContent content, CancellationToken stop) => content.File(id, number, stop));
        message.MapGet("/files/{number:int}/show", (long id, int number, HttpContext http, EmailContent content, CancellationToken stop) => content.Show(id, number, http, stop));
    }

    private static async Task<TakenEmail> Take(string? to, HttpRequest request, ClaimsPrincipal caller, ScopedWork scoped, CancellationToken stop)
    {
        TakenEmail? taken = null;
        var client = KnownKey.Of(caller).ClientId;
        await scoped.AsClient(client, async services => taken = await services.GetRequiredService<TakeEmail>().Run(client, to, request.Body, stop));
        return taken!;
    }

    private static async Task<BroughtMail> Bring(long queueId, IFormFile file, BringMessages bring, CancellationToken stop)
    {
        await using var content = file.OpenReadStream();
        return await bring.Run(queueId, content, stop);
    }
}

/// <summary>The words of email.</summary>
public sealed class EmailTexts;
