using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Imports;

/// <summary>A queue that more rows are to go to.</summary>
public sealed record ImportTarget(long Id, string Name, long ClientId, string Client, string Colour, QueueState State, IReadOnlyList<FieldDefinition> Fields)
{
    /// <summary>Whoever brings is of the client.</summary>
    public bool ForClient { get; init; }

    /// <summary>Where the queue is seen, by whoever brings.</summary>
    public string Link => ForClient ? $"/portal/items?queue={Id}" : $"/queues/{Id}";
}

/// <summary>What the page works with once a file is there.</summary>
/// <param name="Marked">Where the workbook is one whose errors were marked: only marked rows are looked at.</param>
public sealed record OpenMatch(ImportDraft Upload, ImportTarget Target, WorkbookLook Look, FieldMatch Match, MarkedColumn? Marked, DateTime? KnownAt)
{
    /// <summary>What cells say that their fields do not read, by the code of the field.</summary>
    public Dictionary<string, List<StrangeValue>> Strange { get; init; } = [];

    public ImportPlan Plan => Match.Plan(Target.Fields, Look) with { Marked = Marked };

    /// <summary>Columns that fill no field, by their labels.</summary>
    public IEnumerable<string> Unused => Look.Columns.Where(c => c.Column != Marked?.Column && !Match.Columns.ContainsValue(c.Column)).Select(c => c.Field.Label);

    /// <summary>Fields that need a column and have none.</summary>
    public List<FieldDefinition> Missing => [.. Target.Fields.Where(f => (Match.Purpose == ImportPurpose.Remove ? f.IsKey : f.Required) && !Match.Columns.ContainsKey(f.Code))];
}

/// <summary>More rows for a queue or campaign that is there already.</summary>
public sealed class QueueImports(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, ImportDrafts drafts, LookIntoWorkbook look, ColumnMatches matches, StartImport start, MarkedErrors errors)
{
    public async Task<ImportTarget?> Target(long queueId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await sight.Queues(db).AsNoTracking().Where(q => q.Id == queueId)
            .Select(q => new ImportTarget(q.Id, q.Name, q.ClientId, q.Client!.Name, q.Client.Colour, q.State, q.Fields)).SingleOrDefaultAsync() is { } target
            ? target with { ForClient = sight.IsOfClient(target.ClientId) } : null;
    }

    public Task<long> Begin(long fileId) => drafts.Begin(fileId);

    /// <returns>Nothing where there is no such upload for this queue's client, or where its file is none that can be read.</returns>
    public async Task<(OpenMatch? Match, Refusal? Refused)> Open(ImportTarget target, long draftId, CancellationToken stop)
    {
        if (await drafts.Find(draftId) is not { } upload || upload.ClientId != target.ClientId)
        {
            return (null, null);
        }

        try
        {
            var kept = upload.Choices is null ? null : JsonSerializer.Deserialize<FieldMatch>(upload.Choices);
            var seen = await look.Run(upload.FileId, kept?.Sheet, kept?.HeaderRow, stop);
            return (await Match(upload, target, seen, kept, stop), null);
        }
        catch (Refusal refusal)
        {
            return (null, refusal);
        }
    }

    /// <summary>Another sheet or header row: guessed anew.</summary>
    public async Task<OpenMatch> Look(OpenMatch open, int sheet, int? headerRow)
    {
        var seen = await look.Run(open.Upload.FileId, sheet, headerRow);
        var again = await Match(open.Upload, open.Target, seen, null, CancellationToken.None);
        await Keep(again);
        return again;
    }

    /// <summary>Another column for a field: what it says may be strange to it.</summary>
    public async Task<OpenMatch> Choose(OpenMatch open, FieldDefinition field, int? column)
    {
        open.Match.Columns.Remove(field.Code);
        open.Match.Values.Remove(field.Code);
        if (column is { } chosen)
        {
            open.Match.Columns[field.Code] = chosen;
        }

        await Keep(open);
        return open with { Strange = await look.Strange(open.Upload.FileId, open.Plan, open.Target.Fields) };
    }

    public Task Keep(OpenMatch open) => drafts.Keep(open.Upload.Id, JsonSerializer.Serialize(open.Match));

    public Task Start(OpenMatch open) =>
        start.Run(open.Upload.Id, open.Target.Id, open.Plan, open.Match.RowCount, learnt: open.Match.ToLearn(open.Target.Fields, open.Look, open.Marked));

    private async Task<OpenMatch> Match(ImportDraft upload, ImportTarget target, WorkbookLook seen, FieldMatch? kept, CancellationToken stop)
    {
        var marked = await errors.Find(target.Id, seen.Preview.Labels);
        var proposed = kept is null ? await matches.Propose(target.Id, target.Fields, seen, marked) : new ProposedMatch(kept, null);
        var match = new OpenMatch(upload, target, seen, proposed.Match, marked, proposed.KnownAt);
        return match with { Strange = await look.Strange(upload.FileId, match.Plan, target.Fields, stop) };
    }
}
