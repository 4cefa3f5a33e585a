using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Shell;
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
public sealed record OpenMatch(ImportDraft Upload, ImportTarget Target, WorkbookLook Look, FieldMatch Match, MarkedColumn? Marked)
{
    /// <summary>Columns that fill no field, by their labels.</summary>
    public IEnumerable<string> Unused => Look.Columns.Where(c => c.Column != Marked?.Column && !Match.Columns.ContainsValue(c.Column)).Select(c => c.Field.Label);

    /// <summary>Fields that need a column and have none.</summary>
    public List<FieldDefinition> Missing => [.. Target.Fields.Where(f => (Match.Purpose == ImportPurpose.Remove ? f.IsKey : f.Required) && !Match.Columns.ContainsKey(f.Code))];
}

/// <summary>More rows for a queue or campaign that is there already.</summary>
public sealed class QueueImports(IDbContextFactory<WorkbenchDb> dbs, ImportSight sight, ImportDrafts drafts, LookIntoWorkbook look, StartImport start, MarkedErrors errors, Sentences sentences)
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
    public async Task<(OpenMatch? Match, string? Refused)> Open(ImportTarget target, long draftId, CancellationToken stop)
    {
        if (await drafts.Find(draftId) is not { } upload || upload.ClientId != target.ClientId)
        {
            return (null, null);
        }

        try
        {
            var kept = upload.Choices is null ? null : JsonSerializer.Deserialize<FieldMatch>(upload.Choices);
            var seen = await look.Run(upload.FileId, kept?.Sheet, kept?.HeaderRow, stop);
            return (new OpenMatch(upload, target, seen, kept ?? FieldMatch.Guess(target.Fields, seen), await errors.Find(target.Id, seen.Preview.Labels)), null);
        }
        catch (Refusal refusal)
        {
            return (null, sentences.For(refusal));
        }
    }

    /// <summary>Another sheet or header row: guessed anew.</summary>
    public async Task<OpenMatch> Look(OpenMatch open, int sheet, int? headerRow)
    {
        var seen = await look.Run(open.Upload.FileId, sheet, headerRow);
        var again = open with { Look = seen, Match = FieldMatch.Guess(open.Target.Fields, seen), Marked = await errors.Find(open.Target.Id, seen.Preview.Labels) };
        await Keep(again);
        return again;
    }

    public Task Keep(OpenMatch open) => drafts.Keep(open.Upload.Id, JsonSerializer.Serialize(open.Match));

    public Task Start(OpenMatch open) => start.Run(open.Upload.Id, open.Target.Id, open.Match.Plan(open.Target.Fields, open.Look) with { Marked = open.Marked }, open.Match.RowCount);
}
