using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Queues;

/// <summary>What a new queue or campaign is to be.</summary>
public sealed record NewQueue(long ClientId, string Kind, string Name)
{
    /// <summary>The outcomes of the client's last queue instead of a template's.</summary>
    public const string LikeLast = "last";

    /// <summary>The code of a template of dispositions, or <see cref="LikeLast"/>.</summary>
    public string Template { get; init; } = "call";

    public TimeSpan Target { get; init; } = TimeSpan.FromDays(2);

    /// <summary>In whose hours the target is counted; null for round the clock.</summary>
    public long? CalendarId { get; init; }

    public IReadOnlyList<FieldDefinition> Fields { get; init; } = [];

    public IReadOnlyList<long> Teams { get; init; } = [];

    public IReadOnlyList<long> People { get; init; } = [];

    public bool IsCampaign { get; init; }

    public DateTime? EndsAt { get; init; }

    public string? Script { get; init; }

    public bool SeenInPortal { get; init; } = true;
}

/// <summary>Makes a queue or campaign, ready to take work.</summary>
public sealed class OpenQueue(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, WorkKinds kinds, TimeProvider time)
{
    private const int WarnPercent = 75;

    public async Task<long> Run(NewQueue wanted)
    {
        scope.Require(Permissions.Queues, wanted.ClientId);
        await using var db = await dbs.CreateDbContextAsync();
        var client = await db.Clients.SingleAsync(c => c.Id == wanted.ClientId);
        Check(wanted, client);
        var queue = new Queue(wanted.ClientId, wanted.Kind, wanted.Name)
        {
            IsCampaign = wanted.IsCampaign,
            EndsAt = wanted.IsCampaign ? wanted.EndsAt : null,
            Script = string.IsNullOrWhiteSpace(wanted.Script) ? null : wanted.Script.Trim(),
            SeenInPortal = wanted.SeenInPortal,
        };
        queue.DefineFields(wanted.Fields is [] ? kinds[wanted.Kind].Fields ?? [] : wanted.Fields, hasWork: false);
        var now = time.Now();
        queue.ChangePolicy(now, new PolicyTerms(wanted.Target, WarnPercent, Calendar: await CalendarChoices.Find(db, wanted.ClientId, wanted.CalendarId)), now);
        await FillOutcomes(db, queue, wanted.Template, client.Language);
        await QueueMembers.Set(db, queue, wanted.Teams, wanted.People);
        db.Queues.Add(queue);
        await db.SaveChangesAsync();
        return queue.Id;
    }

    private void Check(NewQueue wanted, Client client)
    {
        if (!client.Active)
        {
            throw new Refusal("queue.client-inactive", client.Name);
        }

        if (wanted.Name.Trim() is { Length: 0 or > 120 })
        {
            throw new Refusal("queue.name");
        }

        if (kinds.All.All(k => k.Code != wanted.Kind))
        {
            throw new Refusal("queue.kind");
        }

        if (wanted.IsCampaign && wanted.EndsAt is { } end && end <= time.Now())
        {
            throw new Refusal("queue.ends-past");
        }
    }

    private static async Task FillOutcomes(WorkbenchDb db, Queue queue, string template, string language)
    {
        if (template == NewQueue.LikeLast)
        {
            var last = await db.Queues.AsNoTracking().Include(q => q.Dispositions).Where(q => q.ClientId == queue.ClientId && q.Kind == queue.Kind)
                .OrderByDescending(q => q.Id).FirstOrDefaultAsync();
            DispositionTemplate.Copy(last ?? throw new Refusal("queue.no-last"), queue);
            return;
        }

        var chosen = DispositionTemplate.All.FirstOrDefault(t => t.Code == template) ?? throw new Refusal("queue.template");
        chosen.Apply(queue, language);
    }
}
