using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// A client company with at least one row of everything a client can own. Every text of it holds a marker that stands nowhere else, so
/// that whatever leaks can be told; and people of its own, one for each way of working.
/// </summary>
internal sealed class WalledCompany
{
    /// <summary>A word that the texts of every company hold, to search for.</summary>
    public const string CommonWord = "expediente";

    private readonly Workbench _workbench;

    private WalledCompany(Workbench workbench, string marker, Company company) => (_workbench, Marker, Company) = (workbench, marker, company);

    /// <summary>Letters and digits only, at most eight: it serves as the company's code too.</summary>
    public string Marker { get; }

    public Company Company { get; }

    public long Id => Company.Id;

    public Queue Queue { get; private set; } = null!;

    public BusinessCalendar Calendar { get; private set; } = null!;

    /// <summary>In the hands of the agent.</summary>
    public WorkItem Held { get; private set; } = null!;

    /// <summary>Done, with a note and a file.</summary>
    public WorkItem Done { get; private set; } = null!;

    public StoredFile File { get; private set; } = null!;

    /// <summary>A workbook that nobody has decided about yet.</summary>
    public ImportBatch Uploaded { get; private set; } = null!;

    /// <summary>A workbook on its way into the queue, one row of it rejected.</summary>
    public ImportBatch Import { get; private set; } = null!;

    public OutboxMessage Mail { get; private set; } = null!;

    /// <summary>A queue for email, with a mailbox and what its messages can be about.</summary>
    public Queue MailQueue { get; private set; } = null!;

    /// <summary>In hand, laid out, with a file.</summary>
    public EmailMessage Email { get; private set; } = null!;

    /// <summary>What a program outside listens with.</summary>
    public string Key { get; private set; } = "";

    /// <summary>A wallboard that the supervisor has put together and shares with the team.</summary>
    public BoardView View { get; private set; } = null!;

    /// <summary>The agent's.</summary>
    public Team Team { get; private set; } = null!;

    public Person Agent { get; private set; } = null!;

    public Person Supervisor { get; private set; } = null!;

    /// <summary>Administers this client only.</summary>
    public Person Administrator { get; private set; } = null!;

    public Person PortalAdministrator { get; private set; } = null!;

    public IEnumerable<(Role Role, Person Person)> People =>
        [(Role.Agent, Agent), (Role.Supervisor, Supervisor), (Role.Administrator, Administrator), (Role.PortalAdministrator, PortalAdministrator)];

    public static async Task<WalledCompany> Build(Workbench workbench, string marker)
    {
        var walled = new WalledCompany(workbench, marker, await Company.Add(workbench, $"Compañía {marker}", marker));
        await walled.Employ();
        await walled.SetUp();
        await walled.Fill(workbench.Services.GetRequiredService<TimeProvider>().Now());
        await walled.Write(workbench.Services.GetRequiredService<TimeProvider>().Now());
        await walled.Telephone(workbench.Services.GetRequiredService<TimeProvider>().Now());
        return walled;
    }

    /// <summary>Something happens here, which concerns nobody else.</summary>
    public Task ReceiveOneMore() => Company.Receive(Queue, _workbench.Services.GetRequiredService<TimeProvider>().Now(),
        ($"{Guid.NewGuid():N}-{Marker}", $"Otra {CommonWord} {Marker}", new() { ["dato"] = Marker }));

    private async Task Employ()
    {
        Agent = await Employ("agente", Role.Agent);
        Supervisor = await Employ("supervisora", Role.Supervisor);
        Administrator = await Employ("administradora", Role.Administrator);
        PortalAdministrator = await Employ("portal", Role.PortalAdministrator);
    }

    private Task<Person> Employ(string name, Role role) =>
        Company.Person(_workbench, $"{Marker} {name}", $"{name}@{Marker.ToLowerInvariant()}.example", (Id, role));

    private async Task SetUp()
    {
        var team = Team = new Team($"Equipo {Marker}") { SupervisorId = Supervisor.Id };
        team.Members.Add(new TeamMember(Agent.Id));
        await Company.AsSystem(_workbench, async db =>
        {
            db.Teams.Add(team);
            // Skills are of the house.
            var skill = await db.Skills.FirstOrDefaultAsync(s => s.Name == "Francés") ?? db.Add(new Skill("Francés")).Entity;
            await db.SaveChangesAsync();
            db.Add(new PersonSkill(Agent.Id, skill.Id, 3));
            db.BoardViews.Add(View = new BoardView(Supervisor.Id));
            View.Define($"Vista {Marker}", team.Id, [Id], ["waiting", "sla", "people"], [new("waiting", 1)]);
            await db.SaveChangesAsync();
        });
        await Company.Write(async db =>
        {
            var client = (await db.Clients.FindAsync(Id))!;
            (client.TaxNumber, client.EmailSignature, client.DialUrl) = (Marker, $"Firma {Marker}", $"tel:{Marker}{{number}}");
            Queue = new Queue(Id, "task", $"Cola {Marker}")
            {
                IsCampaign = true,
                ClientImports = true,
                Script = $"Diga {Marker}",
                Fields = [new("dato", $"Dato {Marker}", FieldType.Text, false, [], CustomerPart.None, false)],
            };
            Calendar = new BusinessCalendar(Id, $"Horario {Marker}", "Europe/Madrid", ["9-14", "9-14", "9-14", "9-14", "9-14", "", ""]);
            Calendar.Define(Calendar.Name, Calendar.Zone, Calendar.Week, [(new DateOnly(2026, 1, 1).AddDays((int)Id), $"Fiesta {Marker}", "")]);
            db.Calendars.Add(Calendar);
            Queue.Policies.Add(new ServicePolicy(Queue, DateTime.UnixEpoch, TimeSpan.FromHours(4)));
            Queue.Dispositions.Add(new Disposition(Queue, "OK", $"Resuelto {Marker}", DispositionEffect.Finish, CountsAs.Success) { Group = Marker });
            Queue.Members.AddRange([QueueMember.Team(Queue, team.Id), QueueMember.Person(Queue, Agent.Id)]);
            db.Queues.Add(Queue);
            await db.SaveChangesAsync();
            var block = db.Add(new Block(team.Id)).Entity;
            block.Plan(Enum.GetValues<DayOfWeek>(), "0-24", new DateOnly(2026, 1, 1), null);
            block.WorkOn([(Id, Queue.Id)]);
        });
    }

    private async Task Fill(DateTime now)
    {
        File = await Keep();
        var customer = new Customer(Id, $"K-{Marker}")
        {
            Name = $"Cliente {Marker}", TaxNumber = Marker, Phones = [$"+34{Marker}"], Emails = [$"{Marker}@example.com"], Address = Marker, City = Marker,
        };
        await Company.Write(async db =>
        {
            db.Attach(Queue);
            Lane? lane = null;
            await db.Write(async () => lane = await Lanes.For(db, Id, Queue.Id, Band.Normal));
            WorkItem Receive(string name) => WorkItem.Receive(Queue, lane!, now.AddMinutes(-30), $"{name}-{Marker}", $"{name} {CommonWord} {Marker}",
                new() { ["dato"] = $"valor {Marker}" }, customer, null);
            (Held, Done) = (Receive("Tomada"), Receive("Hecha"));
            foreach (var item in new[] { Held, Done })
            {
                item.Claim(Agent.Id, new AssignReason(AssignReason.ByHand).ToJson(), now.AddMinutes(-20));
                item.Open(Agent.Id, now.AddMinutes(-20));
            }

            Held.Draft = new ItemDraft { Note = $"Borrador {Marker}" }.ToJson();
            Done.Complete(Queue.Dispositions[0], null, Agent.Id, $"Nota {Marker}", null, now.AddMinutes(-10));
            var asked = Receive("Preguntada");
            asked.Claim(Agent.Id, new AssignReason(AssignReason.ByHand).ToJson(), now.AddMinutes(-20));
            asked.AskClient(Agent.Id, $"Pregunta {Marker}", now.AddDays(3), null, now.AddMinutes(-15));
            var other = new Queue(Id, "task", $"Otra cola {Marker}");
            other.Policies.Add(new ServicePolicy(other, DateTime.UnixEpoch, TimeSpan.FromHours(4)));
            db.Queues.Add(other);
            await db.SaveChangesAsync();
            var handed = Receive("Traspasada");
            db.WorkItems.AddRange(Receive("Lista"), Held, Done, asked, handed);
            await db.SaveChangesAsync();
            await db.Write(async () => lane = await Lanes.For(db, Id, other.Id, Band.Normal));
            handed.Claim(Agent.Id, new AssignReason(AssignReason.ByHand).ToJson(), now.AddMinutes(-20));
            handed.HandOver(other, lane!, new Packet($"Situación {Marker}", $"Intentos {Marker}", $"Se pide {Marker}"), true, Agent.Id, now.AddMinutes(-12));
            db.WorkFiles.Add(new WorkFile(Done, db.Attach(File).Entity));
            db.Settings.Add(new Setting(Id, $"ajuste-{Marker}") { Value = $"\"{Marker}\"" });
            db.Outbox.Add(Mail = new OutboxMessage(Id, $"{Marker}@example.com", $"Asunto {Marker}", $"Texto {Marker}", null, now));
            db.ImportBatches.Add(Uploaded = new ImportBatch(File, Supervisor.Id, now) { InPortal = true });
            db.ImportBatches.Add(Import = new ImportBatch(File, Supervisor.Id, now) { InPortal = true });
            Import.Start(Queue, new ImportPlan(0, 1, [new ImportColumn(0, Marker, "dato", new ReadingStyle())]), 2, unasked: true, now);
            Import.Staged(2, 0, 0, 0, 1);
            Import.Check(now);
            (var key, Key) = ApiKey.Make(Id, $"Clave {Marker}", [ApiKey.Figures], Administrator.Id, now);
            db.ApiKeys.Add(key);
        });
        await Company.Write(db =>
        {
            db.ImportChanges.Add(new ImportChange(Import, 3, Done.Id, new() { ["dato"] = Marker }));
            var shape = new KnownShape(Id, Queue.Id, Marker);
            shape.Learn(new() { [Marker] = 0 }, [], Supervisor.Id, now);
            db.KnownShapes.Add(shape);
            db.TakenRequests.Add(new TakenRequest(Id, Marker, Marker, Marker, now));
            db.RejectedRows.Add(new RejectedRow(Id, Import.Id, 2, [new RowProblem(0, Marker, "field.required", [Marker])], [Marker]));
            return Task.CompletedTask;
        });
    }

    private async Task Write(DateTime now)
    {
        var letter = string.Join("\r\n",
            $"From: {Marker} <{Marker}@example.com>", $"To: {Marker}@bpo.example", $"Subject: Carta {Marker}", $"Message-ID: <{Marker}@example.com>",
            "Content-Type: multipart/mixed; boundary=b", "", "--b", "Content-Type: text/html; charset=utf-8", "", $"<p>Texto {Marker}</p>",
            "--b", "Content-Type: text/plain", $"Content-Disposition: attachment; filename={Marker}.txt", "", $"Archivo {Marker}", "--b--", "");
        StoredFile? file = null;
        await _workbench.Services.GetRequiredService<ScopedWork>().AsClient(Id, async services =>
            file = await services.GetRequiredService<FileStore>().Keep(Id, "message.eml", "message/rfc822", new MemoryStream(Encoding.UTF8.GetBytes(letter)), 10_000));
        await Company.Write(async db =>
        {
            MailQueue = new Queue(Id, "email", $"Correo {Marker}");
            MailQueue.Policies.Add(new ServicePolicy(MailQueue, DateTime.UnixEpoch, TimeSpan.FromHours(4)));
            MailQueue.Members.Add(QueueMember.Person(MailQueue, Agent.Id));
            db.Queues.Add(MailQueue);
            var template = new ReplyTemplate(Id, $"Plantilla {Marker}", $"Hola {Marker}");
            db.ReplyTemplates.Add(template);
            await db.SaveChangesAsync();
            var mailbox = new Mailbox(MailQueue, $"{Marker}@bpo.example");
            var category = new EmailCategory(Id, $"Categoría {Marker}") { TemplateId = template.Id };
            db.AddRange(mailbox, category, new LearntTriage(file!, 20, 0.9, 1, 0.02, now));
            await db.SaveChangesAsync();
            Lane? lane = null;
            await db.Write(async () => lane = await Lanes.For(db, Id, MailQueue.Id, Band.Normal));
            var item = WorkItem.Receive(MailQueue, lane!, now.AddMinutes(-30), null, $"Carta {Marker}", new() { ["asunto"] = $"Carta {Marker}" }, null, null);
            db.WorkItems.Add(item);
            await db.SaveChangesAsync();
            Email = new EmailMessage(mailbox, file!, $"{Marker}@example.com", now);
            var sifted = new EmailMessage(mailbox, file!, $"{Marker}-2@example.com", now);
            foreach (var message in new[] { Email, sifted })
            {
                message.Says($"{Marker}@example.com", Marker, Marker, $"Carta {Marker}", $"Texto {Marker}", 1);
            }

            // Another of the same sender waits.
            var waiting = WorkItem.Receive(MailQueue, lane!, now.AddMinutes(-20), null, $"Carta {Marker}", new() { ["asunto"] = $"Carta {Marker}" }, null, null);
            db.WorkItems.Add(waiting);
            await db.SaveChangesAsync();
            var second = new EmailMessage(mailbox, file!, $"{Marker}-3@example.com", now);
            second.Says($"{Marker}@example.com", Marker, Marker, $"Carta {Marker}", $"Texto {Marker}", 1);
            second.JoinItem(waiting.Id);
            Email.JoinItem(item.Id);
            db.Complaints.Add(new Complaint(item, now.AddDays(20)));
            Email.Suggest([new(category.Id, 0.9, [Marker])]);
            sifted.Sift("sift.notice", [Marker], toCheck: true);
            db.Emails.AddRange(Email, sifted, second);
        });
    }

    // A telephone of the house has said of the agent that they are there.
    private Task Telephone(DateTime now) => Company.AsSystem(_workbench, async db =>
    {
        var (key, _) = ApiKey.Make(IClientOwned.House, $"Centralita {Marker}", [ApiKey.Presence], Administrator.Id, now);
        db.ApiKeys.Add(key);
        await db.SaveChangesAsync();
        var presence = new Presence(Agent.Id);
        presence.TurnByKey(PresenceCode.Shipped.Single(c => c.Id == PresenceCode.Available), key.Id, now);
        db.Presences.Add(presence);
        await db.SaveChangesAsync();
    });

    private async Task<StoredFile> Keep()
    {
        StoredFile? kept = null;
        await _workbench.Services.GetRequiredService<ScopedWork>().AsClient(Id, async services =>
            kept = await services.GetRequiredService<FileStore>().Keep(Id, $"{Marker}.csv", "text/csv", new MemoryStream(Encoding.UTF8.GetBytes($"dato\n{Marker}\n")), 1000));
        return kept!;
    }
}
