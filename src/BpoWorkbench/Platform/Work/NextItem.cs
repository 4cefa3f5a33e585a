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
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, SharingOut sharing, ClientShares shares, ServiceClocks clocks, Capacity capacity, IConfiguration settings, TimeProvider time)
{
    /// <summary>What an agent gave back or let pass is not offered to them again before this, unless nothing else is left.</summary>
    private static readonly TimeSpan GivenBack = TimeSpan.FromHours(4);

    /// <returns>The id of the item, now theirs; null when nothing they serve is ready.</returns>
    /// <exception cref="Refusal">capacity.full, presence.not-receiving.</exception>
    public Task<long?> Run() => Give(offered: false);

    /// <summary>
    /// Chooses by the same rule among the queues that offer their work by themselves; the agent has so long to accept as the queue says.
    /// </summary>
    /// <returns>As <see cref="Run"/>; null also when they have no room for what there is.</returns>
    public Task<long?> Offer() => Give(offered: true);

    private async Task<long?> Give(bool offered)
    {
        var person = scope.RequirePerson();
        var parts = await shares.Of(scope.With(Permissions.Work));
        await using var db = await dbs.CreateDbContextAsync();
        // Once for all that follows.
        await db.Database.OpenConnectionAsync();
        var now = time.Now();
        var since = now - GivenBack;
        var passed = await db.WorkEvents.Where(e => e.PersonId == person && (e.Kind == WorkEventKind.Returned || e.Kind == WorkEventKind.Missed) && e.At > since)
            .Select(e => new { e.ItemId, e.Kind }).Distinct().ToListAsync();
        var skip = passed.Select(p => p.ItemId).Distinct().ToList();
        // Where nothing else is left; but what they gave back with a word why is not pressed upon them.
        List<long> unless = offered ? [.. passed.Where(p => p.Kind == WorkEventKind.Returned).Select(p => p.ItemId).Distinct()] : [];
        Taken? taken = null;
        try
        {
            await db.Write(async () =>
            {
                // A transaction that others were in the way of is done all over.
                TakeBack(taken);
                taken = null;
                if (await capacity.Of(db, person, offered ? now : null) is { } room)
                {
                    taken = await Take(db, person, skip, parts, room, offered, now) ?? (skip.Count > unless.Count ? await Take(db, person, unless, parts, room, offered, now) : null);
                }
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

    private async Task<Taken?> Take(WorkbenchDb db, long person, List<long> skip, Dictionary<long, Part> parts, Room room, bool offered, DateTime now)
    {
        var heads = await db.Engine.LaneHeads(db, person, [.. parts.Keys], skip);
        heads.RemoveAll(h => offered && !h.Push);
        var ready = heads.Count;
        heads.RemoveAll(h => !capacity.Fits(room, h.Kind));
        if (ready > 0 && heads.Count == 0 && !offered)
        {
            throw new Refusal("capacity.full", room.Held, room.Units);
        }

        var running = await clocks.Of(db, heads.ConvertAll(h => h.PolicyId));
        var margin = settings.GetValue("Sharing:ClientInHandMargin", 0.05);
        while (sharing.Choose(person, heads.ConvertAll(h => new Offer(h.ItemId, h.ClientId, Urgency.Of(running[h.PolicyId].UsedShare(h.Due, now), h.Band), h.Promised)), parts, margin) is { } choice)
        {
            var head = heads.Find(h => h.ItemId == choice.Offer.ItemId)!;
            if (await TakeFrom(db, head, choice, person, skip, offered ? now.AddSeconds(head.AcceptSeconds) : null, now) is { } taken)
            {
                return taken;
            }

            // All of its lane went to others meanwhile.
            heads.Remove(head);
        }

        return null;
    }

    private async Task<Taken?> TakeFrom(WorkbenchDb db, LaneHead head, Assignment choice, long person, List<long> skip, DateTime? until, DateTime now)
    {
        var taken = false;
        try
        {
            var held = await db.Engine.Hold(db, head, skip);
            taken = held is not null && await db.Engine.Take(db, held, person, Reason(choice, held, (await clocks.Of(db, held.PolicyId))[held.PolicyId], now).ToJson(), until, now);
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
