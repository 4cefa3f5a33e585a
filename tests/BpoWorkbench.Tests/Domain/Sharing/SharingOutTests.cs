using BpoWorkbench.Domain.Sharing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Sharing;

public sealed class SharingOutTests
{
    private const long Agent = 7;
    private static readonly Dictionary<long, Part> NoParts = new() { [1] = new(0, 0.5), [2] = new(0, 0.5) };

    [Fact]
    public void The_most_urgent_goes_first() =>
        Assert.Equal((12, Decided.ByUrgency), Choice(new SharingOut().Choose(Agent, [new(11, 1, 0.4, false), new(12, 2, 0.9, false)], NoParts, 0)));

    [Fact]
    public void What_the_agent_promised_goes_before_everything() =>
        Assert.Equal((11, Decided.ByPromise), Choice(new SharingOut().Choose(Agent, [new(11, 1, 0.1, true), new(12, 2, 1.9, false)], NoParts, 0)));

    [Fact]
    public void Nothing_offered_is_nothing_given() => Assert.Null(new SharingOut().Choose(Agent, [], NoParts, 0));

    [Fact]
    public void An_agent_stays_with_the_client_in_hand_unless_another_is_worse_by_the_margin()
    {
        var sharing = new SharingOut();
        sharing.Choose(Agent, [new(11, 1, 0.5, false)], NoParts, 0.25);

        Assert.Equal((12, Decided.ByClientInHand), Choice(sharing.Choose(Agent, [new(12, 1, 0.5, false), new(13, 2, 0.7, false)], NoParts, 0.25)));
        Assert.Equal((14, Decided.ByUrgency), Choice(sharing.Choose(Agent, [new(15, 1, 0.5, false), new(14, 2, 0.8, false)], NoParts, 0.25)));
        Assert.Equal((15, Decided.ByUrgency), Choice(sharing.Choose(Agent + 2, [new(15, 1, 0.7, false), new(16, 2, 0.5, false)], NoParts, 0.25)));
    }

    [Fact]
    public void A_flood_of_one_client_makes_room_for_another_even_where_it_is_overdue()
    {
        var sharing = new SharingOut();
        var parts = Part.Of([new(1, null), new(2, null)]);
        for (var i = 0; i < 100; i++)
        {
            sharing.Choose(Agent, [new(i, 1, 1.9, false)], parts, 0.25);
        }

        Assert.Equal((1000, Decided.ByFairPart), Choice(sharing.Choose(Agent, [new(100, 1, 1.9, false), new(1000, 2, 0, false)], parts, 0.25)));
    }

    [Fact]
    public void What_is_usual_for_a_client_is_no_flood()
    {
        var parts = Part.Of([new(1, null, 800), new(2, null, 200)]);
        Assert.Equal((0.8, 0.5), (parts[1].Fair, parts[2].Fair));
        var sharing = new SharingOut();
        for (var i = 0; i < 300; i++)
        {
            sharing.Choose(Agent, [new(i, i % 5 == 0 ? 2 : 1, 0.5, false)], parts, 0);
        }

        Assert.Equal((1000, Decided.ByUrgency), Choice(sharing.Choose(Agent, [new(1000, 1, 0.9, false), new(1001, 2, 0.1, false)], parts, 0)));
    }

    [Fact]
    public void What_somebody_raised_crosses_even_a_flood()
    {
        var sharing = new SharingOut();
        for (var i = 0; i < 300; i++)
        {
            sharing.Choose(Agent, [new(i, 1, 0.9, false)], NoParts, 0);
        }

        Assert.Equal((301, Decided.ByUrgency), Choice(sharing.Choose(Agent, [new(301, 1, 2.5, false), new(302, 2, 0.2, false)], NoParts, 0)));
    }

    [Fact]
    public void A_client_without_a_share_has_an_equal_part_of_what_the_others_leave()
    {
        var parts = Part.Of([new(1, 40), new(2, null), new(3, null), new(4, 0)]);
        Assert.Equal(new Part(40, 0.4), parts[1]);
        Assert.Equal(new Part(15, 0.3), parts[2]);
        Assert.Equal(parts[2], parts[3]);
        Assert.Equal(new Part(0, 0), parts[4]);
        Assert.Equal(new Part(0, 0), Part.Of([new(1, 100), new(2, null)])[2]);
    }

    // Shares that come to a hundred at most, and who has ready work at each step: long stretches, so that some last over a hundred.
    [Property(MaxTest = 300)]
    public Property Every_client_with_ready_work_gets_its_least_part_of_any_hundred_assignments()
    {
        var days = from clients in Gen.Choose(1, 12)
                   from cuts in Gen.ListOf(Gen.Choose(0, 100), clients)
                   from quiet in Gen.ListOf(Gen.Choose(0, 9), clients)
                   from seed in Gen.Choose(0, int.MaxValue - 1)
                   select (Shares: Shares(cuts), Quiet: quiet, Seed: seed);
        return Prop.ForAll(days.ToArbitrary(), day =>
        {
            var shortfall = Shortfall(day.Shares, [.. day.Quiet], new Random(day.Seed));
            return (shortfall is null).Label(shortfall ?? "");
        });
    }

    [Theory]
    [InlineData(30)]
    [InlineData(80)]
    [InlineData(300)]
    public void Who_had_no_work_before_a_new_start_costs_nobody_their_least_part_after_it(int before)
    {
        var sharing = new SharingOut();
        var parts = Part.Of([new(1, 40), new(2, 40), new(3, null)]);
        for (var i = 0; i < before; i++)
        {
            sharing.Learn(Agent, 3, [1, 2, 3]);
        }

        var given = Enumerable.Range(0, 150).Select(i => sharing.Choose(Agent, [new(i, 1, 0.1, false), new(1000 + i, 2, 0.2, false), new(2000 + i, 3, 1.9, false)], parts, 0.25)!.Offer.ClientId).ToList();

        Assert.All(Enumerable.Range(0, 51), from => Assert.All(parts, part =>
            Assert.InRange(given.GetRange(from, 100).Count(g => g == part.Key), part.Value.Least, 100)));
    }

    [Property(MaxTest = 200)]
    public bool What_is_taken_back_costs_nobody_anything(int seed)
    {
        var random = new Random(seed);
        var (kept, undone) = (new SharingOut(), new SharingOut());
        var parts = Part.Of([new(1, 50), new(2, 30), new(3, null)]);
        for (var i = 0; i < 60; i++)
        {
            Offer[] offers = [.. Enumerable.Range(1, 3).Where(_ => random.Next(4) > 0).Select(c => new Offer(i * 10 + c, c, random.NextDouble(), false))];
            // One that does not come about, and then what does.
            if (random.Next(3) == 0 && undone.Choose(Agent, offers, parts, 0) is { } lost)
            {
                undone.TakeBack(lost);
                offers = [.. offers.Where(o => o.ItemId != lost.Offer.ItemId)];
            }

            var expected = kept.Choose(Agent, offers, parts, 0);
            var found = undone.Choose(Agent, offers, parts, 0);
            if (expected != found && (expected is null || found is null || expected.Offer != found.Offer || expected.Decided != found.Decided))
            {
                return false;
            }
        }

        return true;
    }

    private static List<int> Shares(IEnumerable<int> cuts)
    {
        // The lengths between sorted cuts of a hundred.
        var sorted = cuts.Order().ToList();
        return [.. sorted.Select((cut, i) => cut - (i == 0 ? 0 : sorted[i - 1]))];
    }

    private static string? Shortfall(List<int> shares, List<int> quiet, Random random)
    {
        const int Steps = 600;
        var sharing = new SharingOut();
        var parts = Part.Of([.. shares.Select((share, i) => new ClientShare(i, share))]);
        var ready = shares.ConvertAll(_ => new bool[Steps]);
        var got = shares.ConvertAll(_ => new bool[Steps]);
        var now = shares.ConvertAll(_ => true);
        List<long> given = [];
        List<int> starts = [];
        for (var step = 0; step < Steps; step++)
        {
            if (random.Next(150) == 0)
            {
                // A new start knows what was given to whom, and not who had work.
                starts.Add(step);
                sharing = new SharingOut();
                given.TakeLast(300).ToList().ForEach(client => sharing.Learn(Agent, client, [.. parts.Keys]));
            }

            for (var i = 0; i < shares.Count; i++)
            {
                now[i] = random.Next(200) < quiet[i] ? !now[i] : now[i];
                ready[i][step] = now[i];
            }

            // One of them is always more urgent than the rest.
            Offer[] offers = [.. Enumerable.Range(0, shares.Count).Where(i => now[i]).Select(i => new Offer(step * 100 + i, i, i == 0 ? 1.9 : random.NextDouble(), false))];
            if (sharing.Choose(random.Next(20), offers, parts, 0.25) is { } assignment)
            {
                got[(int)assignment.Offer.ClientId][step] = true;
                given.Add(assignment.Offer.ClientId);
            }
        }

        for (var client = 0; client < shares.Count; client++)
        {
            for (var from = 0; from + 100 <= Steps; from++)
            {
                var window = Enumerable.Range(from, 100);
                if (!starts.Exists(s => s > from && s < from + 100) && window.All(s => ready[client][s]) && window.Count(s => got[client][s]) is var count && count < shares[client])
                {
                    return $"client {client} with {shares[client]} % got {count} of the hundred from {from}; shares {string.Join(' ', shares)}";
                }
            }
        }

        return null;
    }

    private static (long, Decided) Choice(Assignment? assignment) => (assignment!.Offer.ItemId, assignment.Decided);
}
