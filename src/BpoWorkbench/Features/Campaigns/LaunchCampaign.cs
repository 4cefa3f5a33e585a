using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>Makes the campaign and sends its rows on their way.</summary>
public sealed class LaunchCampaign(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, OpenQueue open, StartImport start, WorkKinds kinds)
{
    public async Task Run(long draftId, long clientId, CampaignDraft draft)
    {
        scope.Require(Permissions.Queues, clientId);
        var (fields, plan) = draft.Sheet.Define();
        if (fields.Count == 0)
        {
            throw new Refusal("campaign.no-columns");
        }

        var queue = await open.Run(new NewQueue(clientId, kinds.All.First(k => k.FromRows).Code, draft.Name)
        {
            IsCampaign = true,
            Fields = fields,
            Template = draft.Template,
            Teams = draft.Teams,
            Target = TimeSpan.FromMinutes(draft.TargetMinutes),
            CalendarId = draft.CalendarId,
            EndsAt = draft.EndsOn is { } last ? await EndOf(clientId, last) : null,
            SeenInPortal = draft.SeenInPortal,
            Script = draft.Script,
        });
        await start.Run(draftId, queue, plan, draft.Sheet.RowCount);
    }

    private async Task<DateTime> EndOf(long clientId, DateOnly last)
    {
        await using var db = await dbs.CreateDbContextAsync();
        var zone = (await db.Clients.AsNoTracking().SingleAsync(c => c.Id == clientId)).Zone;
        var midnight = last.AddDays(1).ToDateTime(TimeOnly.MinValue);
        return TimeZoneInfo.ConvertTimeToUtc(zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, zone);
    }
}
