using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Sharing;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Gives the signed-in agent the item that needs them most; no two agents ever get the same one.</summary>
public sealed class NextItem(
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, SharingOut sharing, ClientShares shares, ServiceClocks clocks, IConfiguration settings, TimeProvider time)
{
    /// <summary>What an agent gave back is not offered to them again before this, unless nothing else is left.</summary>
    private static readonly TimeSpan GivenBack = TimeSpan.FromHours(4);

    /// <returns>The id of the item, now theirs; null when nothing they serve is ready.</returns>
    public async Task<long?> Run()
    {
        var person = scope.RequirePerson();
        var parts = await shares.Of(scope.With(Permissions.Work));
        await using var db = await dbs.CreateDbContextAsync();
        // Once for all that follows.
        await db.Database.OpenConnectionAsync();
        var now = time.Now();
        var since = now - GivenBack;
        var skip = await db.WorkEvents.Where(e => e.PersonId == person && e.Kind == WorkEventKind.Returned && e.At > since).Select(e => e.ItemId).Distinct().ToListAsync();
        Taken? taken = null;
        try
        {
            await db.Write(async () =>
            {
                // A transaction that others were in the way of is done all over.
                TakeBack(taken);
                taken = await Take(db, person, skip, parts, now) ?? (skip.Count > 0 ? await Take(db, person, [], parts, now) : null);
            });
        }
        catch
        {
            TakeBack(taken);
            throw;
        }

        if (taken is not null)
        {
            sharing.CameAbout(new(person, taken.Choice.Offer.ClientId, [.. parts.Keys]));
        }

        return taken?.ItemId;
    }

    private void TakeBack(Taken? taken)
    {
        if (taken is not null)
        {
            sharing.TakeBack(taken.Choice);
        }
    }

    private async Task<Taken?> Take(WorkbenchDb db, long person, List<long> skip, Dictionary<long, Part> parts, DateTime now)
    {
        var heads = await db.Engine.LaneHeads(db, person, [.. parts.Keys], skip);
        var running = await clocks.Of(db, heads.ConvertAll(h => h.PolicyId));
        var margin = settings.GetValue("Sharing:ClientInHandMargin", 0.05);
        while (sharing.Choose(person, heads.ConvertAll(h => new Offer(h.ItemId, h.ClientId, Urgency.Of(running[h.PolicyId].UsedShare(h.Due, now), h.Band), h.Promised)), parts, margin) is { } choice)
        {
            var head = heads.Find(h => h.ItemId == choice.Offer.ItemId)!;
            if (await TakeFrom(db, head, choice, person, skip, now) is { } taken)
            {
                return taken;
            }

            // All of its lane went to others meanwhile.
            heads.Remove(head);
        }

        return null;
    }

    private async Task<Taken?> TakeFrom(WorkbenchDb db, LaneHead head, Assignment choice, long person, List<long> skip, DateTime now)
    {
        var taken = false;
        try
        {
            var held = await db.Engine.Hold(db, head, skip);
            taken = held is not null && await db.Engine.Take(db, held, person, Reason(choice, held, (await clocks.Of(db, held.PolicyId))[held.PolicyId], now).ToJson(), now);
            db.Touched(head.ClientId);
            return taken ? new Taken(held!.ItemId, choice) : null;
        }
        finally
        {
            if (!taken)
            {
                sharing.TakeBack(choice);
            }
        }
    }

    private sealed record Taken(long ItemId, Assignment Choice);

    private static AssignReason Reason(Assignment assignment, LaneHead head, ServiceClock clock, DateTime now) => new(
        assignment.Decided switch
        {
            Decided.ByPromise => AssignReason.Promised,
            Decided.ByLeastPart => AssignReason.LeastPart,
            Decided.ByFairPart => AssignReason.FairPart,
            Decided.ByClientInHand => AssignReason.ClientInHand,
            _ => head.Band < Band.Normal ? AssignReason.Raised : AssignReason.UsedShare,
        },
        (int)Math.Round(Math.Clamp(clock.UsedShare(head.Due, now), 0, 99) * 100));
}
