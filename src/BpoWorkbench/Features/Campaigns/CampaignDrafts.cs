using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>A client that a campaign may be made for.</summary>
public sealed record CampaignClient(long Id, string Name, string Colour);

/// <summary>What the page works with: the upload, what is in it, what has been chosen, and who may work it.</summary>
public sealed record OpenDraft(ImportDraft Upload, WorkbookLook Look, CampaignDraft Choices, CampaignClient Client, IReadOnlyList<Worker> Teams, bool HasEarlier);

/// <summary>Campaigns in the making.</summary>
public sealed class CampaignDrafts(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ImportDrafts drafts, LookIntoWorkbook look, QueueWorkers workers)
{
    public async Task<List<CampaignClient>> Clients()
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Clients.Where(c => mine.Contains(c.Id) && c.Active).OrderBy(c => c.Name).Select(c => new CampaignClient(c.Id, c.Name, c.Colour)).ToListAsync();
    }

    public Task<long> Begin(long fileId) => drafts.Begin(fileId);

    /// <returns>No draft where there is no such upload in reach, or where its file is none that can be read: that is an answer, not a failure.</returns>
    public async Task<(OpenDraft? Draft, Refusal? Refused)> Open(long id, CancellationToken stop)
    {
        try
        {
            return (await Find(id, stop), null);
        }
        catch (Refusal refusal)
        {
            return (null, refusal);
        }
    }

    private async Task<OpenDraft?> Find(long id, CancellationToken stop)
    {
        if (await drafts.Find(id) is not { } upload)
        {
            return null;
        }

        var kept = upload.Choices is null ? null : JsonSerializer.Deserialize<CampaignDraft>(upload.Choices);
        var seen = await look.Run(upload.FileId, kept?.Sheet.Sheet, kept?.Sheet.HeaderRow, stop);
        var (teams, _) = await workers.For(upload.ClientId);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var client = await db.Clients.Where(c => c.Id == upload.ClientId).Select(c => new CampaignClient(c.Id, c.Name, c.Colour)).SingleAsync(stop);
        var earlier = await db.Queues.AnyAsync(q => q.ClientId == upload.ClientId, stop);
        return new OpenDraft(upload, seen, kept ?? await Propose(db, upload, seen, teams, earlier, stop), client, teams, earlier);
    }

    /// <summary>Another sheet or header row: its columns are proposed anew.</summary>
    public async Task<OpenDraft> Look(OpenDraft draft, int sheet, int? headerRow)
    {
        var seen = await look.Run(draft.Upload.FileId, sheet, headerRow);
        draft.Choices.Sheet = SheetChoice.Of(seen);
        await Keep(draft);
        return draft with { Look = seen };
    }

    public Task Keep(OpenDraft draft) => drafts.Keep(draft.Upload.Id, JsonSerializer.Serialize(draft.Choices));

    // Nearly everything is guessed: the team whose supervisor is asking, or the only one there is.
    private async Task<CampaignDraft> Propose(WorkbenchDb db, ImportDraft upload, WorkbookLook seen, List<Worker> teams, bool earlier, CancellationToken stop)
    {
        var mine = await db.Teams.Where(t => t.SupervisorId == scope.PersonId).Select(t => t.Id).ToListAsync(stop);
        var chosen = teams.Count == 1 ? teams : teams.FindAll(t => mine.Contains(t.Id));
        return new CampaignDraft
        {
            Name = CampaignDraft.NameFrom(upload.FileName),
            Template = earlier ? NewQueue.LikeLast : DispositionTemplate.All[0].Code,
            Teams = [.. chosen.Select(t => t.Id)],
            Sheet = SheetChoice.Of(seen),
        };
    }
}
