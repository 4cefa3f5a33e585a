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
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, SharingOut sharing, ClientShares shares, ServiceClocks clocks, Capacity capacity, Site site, IConfiguration settings, TimeProvider time)
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

    /// <summary>What they would be given now, whether or not they have room for it yet. Nothing is taken: another may have it before they ask.</summary>
    /// <returns>The item and its kind; null where nothing they serve is ready.</returns>
    public async Task<(long ItemId, string Kind)?> Foresee(CancellationToken stop)
    {
        var person = scope.RequirePerson();
        var parts = await shares.Of(scope.With(Permissions.Work));
        await using var db = await dbs.CreateDbContextAsync(stop);
        await db.Database.OpenConnectionAsync(stop);
        var now = time.Now();
        var facts = await AgentFacts.Read(db, person, now - GivenBack);
        var heads = await db.Engine.LaneHeads(db, person, [.. parts.Keys], [.. facts.Passed.Select(p => p.Item).Distinct()]);
        heads.RemoveAll(h => !Needs.AreMet(h.Needs, facts.Levels));
        var block = facts.HasBlocks ? await TeamBlocks.At(db, person, site.Local) : [];
        var first = heads.FindAll(h => h.Promised || block.Contains(h.QueueId));
        var from = block.Count > 0 && first.Count > 0 ? first : heads;
        return sharing.Foresee(person, await Offers(db, from, now), parts, Margin) is { } best ? (best.ItemId, from.Find(h => h.ItemId == best.ItemId)!.Kind) : null;
    }

    private double Margin => settings.GetValue("Sharing:ClientInHandMargin", 0.05);

    private async Task<List<Offer>> Offers(WorkbenchDb db, List<LaneHead> heads, DateTime now)
    {
        var running = await clocks.Of(db, heads.ConvertAll(h => h.PolicyId));
        return heads.ConvertAll(h => new Offer(h.ItemId, h.ClientId, Urgency.Of(running[h.PolicyId].UsedShare(h.Due, now), h.Band), h.Promised));
    }

    private async Task<long?> Give(bool offered)
    {
        var person = scope.RequirePerson();
        var parts = await shares.Of(scope.With(Permissions.Work));
        await using var db = await dbs.CreateDbContextAsync();
        // Once for all that follows.
        await db.Database.OpenConnectionAsync();
        var now = time.Now();
        Taken? taken = null;
        try
        {
            await db.Write(async () =>
            {
                // A transaction that others were in the way of is done all over.
                TakeBack(taken);
                taken = null;
                var facts = await AgentFacts.Read(db, person, now - GivenBack);
                if (await capacity.Of(db, person, facts, offered ? now : null) is { } room)
                {
                    var agent = new Agent(person, parts, room, facts.Levels, facts.HasBlocks ? await TeamBlocks.At(db, person, site.Local) : []);
                    taken = await Take(db, agent, facts.Passed, offered, now);
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

    private async Task<Taken?> Take(WorkbenchDb db, Agent agent, List<(long Item, WorkEventKind By)> passed, bool offered, DateTime now)
    {
        var skip = passed.Select(p => p.Item).Distinct().ToList();
        // Where nothing else is left; but what they gave back with a word why is not pressed upon them.
        List<long> unless = offered ? [.. passed.Where(p => p.By == WorkEventKind.Returned).Select(p => p.Item)] : [];
        return await Take(db, agent, skip, offered, now) ?? (skip.Count > unless.Count ? await Take(db, agent, unless, offered, now) : null);
    }

    private async Task<Taken?> Take(WorkbenchDb db, Agent agent, List<long> skip, bool offered, DateTime now)
    {
        var heads = await db.Engine.LaneHeads(db, agent.Person, [.. agent.Parts.Keys], skip);
        heads.RemoveAll(h => (offered && !h.Push) || !Needs.AreMet(h.Needs, agent.Levels));
        var ready = heads.Count;
        heads.RemoveAll(h => !capacity.Fits(agent.Room, h.Kind));
        if (ready > 0 && heads.Count == 0 && !offered)
        {
            throw new Refusal("capacity.full", agent.Room.Held, agent.Room.Units);
        }

        // What is theirs alone is not put off by a block; what it leaves out comes after all of it. Without one nobody's part waits for that.
        var first = agent.Block.Count == 0 ? [] : heads.FindAll(h => h.Promised || agent.Block.Contains(h.QueueId));
        var rest = heads.Except(first).ToList();
        return await TakeOne(db, agent, first, skip, offered, now, byBlock: rest.Count > 0) ?? await TakeOne(db, agent, rest, skip, offered, now);
    }

    private async Task<Taken?> TakeOne(WorkbenchDb db, Agent agent, List<LaneHead> heads, List<long> skip, bool offered, DateTime now, bool byBlock = false)
    {
        var (person, parts) = (agent.Person, agent.Parts);
        while (sharing.Choose(person, await Offers(db, heads, now), parts, Margin) is { } choice)
        {
            var head = heads.Find(h => h.ItemId == choice.Offer.ItemId)!;
            if (await TakeFrom(db, head, choice, byBlock, person, skip, offered ? now.AddSeconds(head.AcceptSeconds) : null, now) is { } taken)
            {
                return taken;
            }

            // All of its lane went to others meanwhile.
            heads.Remove(head);
        }

        return null;
    }

    private async Task<Taken?> TakeFrom(WorkbenchDb db, LaneHead head, Assignment choice, bool byBlock, long person, List<long> skip, DateTime? until, DateTime now)
    {
        var taken = false;
        try
        {
            var held = await db.Engine.Hold(db, head, skip);
            taken = held is not null && await db.Engine.Take(db, held, person, Reason(choice, byBlock, held, (await clocks.Of(db, held.PolicyId))[held.PolicyId], now).ToJson(), until, now);
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

    /// <param name="Levels">What they can do, by skill.</param>
    /// <param name="Block">The queues that their team works on first at this moment.</param>
    private sealed record Agent(long Person, Dictionary<long, Part> Parts, Room Room, Dictionary<long, int> Levels, HashSet<long> Block);

    private static AssignReason Reason(Assignment assignment, bool byBlock, LaneHead head, ServiceClock clock, DateTime now) => new(
        assignment.Decided switch
        {
            Decided.ByPromise => AssignReason.Promised,
            _ when byBlock => AssignReason.Block,
            Decided.ByLeastPart => AssignReason.LeastPart,
            Decided.ByFairPart => AssignReason.FairPart,
            Decided.ByClientInHand => AssignReason.ClientInHand,
            _ => head.Band < Band.Normal ? AssignReason.Raised : AssignReason.UsedShare,
        },
        (int)Math.Round(Math.Clamp(clock.UsedShare(head.Due, now), 0, 99) * 100));
}
