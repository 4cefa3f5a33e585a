using System.Data;
using System.Diagnostics;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Claims while somebody's long query holds a snapshot, so that nothing that was taken is cleaned away: those that begin at the mark of
/// their lane, beside the same statements beginning at its front. The two take turns of half a second, each with so much time as the
/// snapshot is held by --seconds. Beside them a whole centre claims from both lanes, so many a second, and now and then an item comes that
/// is due before all others: how long it is passed over. Usage: snapshot [--backlog 200000] [--seconds 30] [--crowd 2000]
/// </summary>
internal static class SnapshotVerb
{
    private const int Together = 3;
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(0.5);

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var (backlog, time) = (options.Number("--backlog", 200_000), TimeSpan.FromSeconds(options.Number("--seconds", 30)));
        await using var floor = await Floor.Start(Database.Postgres);
        var marked = await floor.Queue("Con marca", [], backlog);
        var other = await floor.NewAgent("Sol", floor.Client);
        var unmarked = await floor.NewQueue(floor.Client, "Sin marca", [], TimeSpan.FromHours(8), other);
        await floor.Fill(unmarked, backlog, floor.Now);
        var crowds = new[] { new Crowd(floor, marked), new Crowd(floor, unmarked) };
        var each = (int)(options.Number("--crowd", 2_000) * Turn.TotalSeconds);
        await floor.AsSystem(db => db.OutsideTransaction(() => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE \"WorkItem\"")));

        await using var ours = await Claims.Of(floor, floor.Agent, naive: false);
        await using var naive = await Claims.Of(floor, other, naive: true);
        foreach (var claims in new[] { ours, naive })
        {
            await claims.During(Turn);
            claims.Forget();
        }

        Times passedOver = new();
        await floor.AsSystem(async db =>
        {
            await using var snapshot = await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead);
            await db.WorkItems.CountAsync();
            for (var spent = TimeSpan.Zero; spent < time; spent += Turn)
            {
                foreach (var crowd in crowds)
                {
                    await crowd.Claim(each);
                }

                await ours.During(Turn);
                await PassedOver(floor, marked, ours, passedOver);
                await naive.During(Turn);
            }
        });

        var measured = new Measured();
        measured.Add("marked_claims", ours.Count);
        measured.Add("naive_claims", naive.Count);
        measured.Add("marked_first_per_s", ours.First, "claims/s");
        measured.Add("marked_last_per_s", ours.Last, "claims/s");
        measured.Add("naive_first_per_s", naive.First, "claims/s");
        measured.Add("naive_last_per_s", naive.Last, "claims/s");
        measured.AtLeast("marked_last_to_first", ours.Last / ours.First, 0.8);
        measured.AtLeast("marked_to_naive", ours.Last / naive.Last, 5);
        measured.Add("passed_over_p50_ms", passedOver.Median, "ms");
        measured.AtMost("passed_over_longest_ms", passedOver.At(1), 1_000, "ms");
        return measured;
    }

    // From its commit until somebody has it, while the others go on claiming.
    private static async Task PassedOver(Floor floor, Queue queue, Claims claims, Times times)
    {
        await floor.Fill(queue, 1, floor.Now.AddDays(-1));
        long urgent = 0;
        await floor.AsSystem(async db => urgent = await db.WorkItems.Where(i => i.QueueId == queue.Id).MaxAsync(i => i.Id));
        await times.Take(() => claims.Until(urgent));
    }

    /// <summary>Everybody else: what they take is gone from the lane as well, and no time of theirs is measured.</summary>
    private sealed class Crowd(Floor floor, Queue queue)
    {
        private long _last;

        public Task Claim(int count) => floor.AsSystem(db => db.Write(async () =>
        {
            await using var claim = db.Command("""
                WITH taken AS (
                    UPDATE "WorkItem" SET "State" = 2, "OwnerId" = @agent WHERE "Id" IN (
                        SELECT "Id" FROM "WorkItem" WHERE "QueueId" = @queue AND "State" = 1 AND "Id" > @last ORDER BY "Due", "Id" LIMIT @count)
                    RETURNING "Id")
                SELECT coalesce(max("Id"), @last) FROM taken
                """, ("@agent", floor.Agent), ("@queue", queue.Id), ("@last", _last), ("@count", count));
            _last = (long)(await claim.ExecuteScalarAsync())!;
        }));
    }

    /// <summary>Several connections that claim from one lane at once.</summary>
    private sealed class Claims : IAsyncDisposable
    {
        private readonly List<RawClaim> _twins = [];
        private readonly List<double> _perSecond = [];

        public int Count { get; private set; }

        /// <summary>In the first sixth of the time.</summary>
        public double First => _perSecond.Take(Sixth).Average();

        /// <summary>In the last sixth.</summary>
        public double Last => _perSecond.TakeLast(Sixth).Average();

        private int Sixth => Math.Max(1, _perSecond.Count / 6);

        public static async Task<Claims> Of(Floor floor, long agent, bool naive)
        {
            var claims = new Claims();
            for (var i = 0; i < Together; i++)
            {
                claims._twins.Add(await RawClaim.On(floor, agent, naive));
            }

            return claims;
        }

        public async Task During(TimeSpan time)
        {
            var clock = Stopwatch.StartNew();
            var counts = await Task.WhenAll(_twins.Select(twin => Task.Run(async () =>
            {
                var count = 0;
                for (; clock.Elapsed < time; count++)
                {
                    await Once(twin);
                }

                return count;
            })));
            Count += counts.Sum();
            _perSecond.Add(counts.Sum() / clock.Elapsed.TotalSeconds);
        }

        public Task Until(long item)
        {
            var found = false;
            return Task.WhenAll(_twins.Select(twin => Task.Run(async () =>
            {
                while (!Volatile.Read(ref found))
                {
                    if (await Once(twin) == item)
                    {
                        Volatile.Write(ref found, true);
                    }
                }
            })));
        }

        /// <summary>What was only to warm up does not count.</summary>
        public void Forget()
        {
            Count = 0;
            _perSecond.Clear();
        }

        public async ValueTask DisposeAsync()
        {
            foreach (var twin in _twins)
            {
                await twin.DisposeAsync();
            }
        }

        private static async Task<long> Once(RawClaim twin)
        {
            while (true)
            {
                // Where all that a claim saw first went to others, it claims again, as Next does.
                if (await twin.Next() is { } item)
                {
                    return item;
                }
            }
        }
    }
}
