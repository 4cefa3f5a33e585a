using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// One client floods the centre: nineteen others send it work all day that keeps its agents 70 % busy, and in the morning the twentieth
/// sends very much at once. How long the others' items wait, beside the same days without the flood. The days are played on a clock of
/// their own by the real Next and the real outcomes; only the agents and the customers are made up.
/// Usage: fairness [--backlog 100000] [--days 8] [--agents 10]
/// </summary>
internal static class FairnessVerb
{
    private const int Others = 19;
    private const double Busy = 0.7;
    private static readonly TimeSpan Shift = TimeSpan.FromHours(8);
    private static readonly TimeSpan Handling = TimeSpan.FromMinutes(5);

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var (backlog, days, agents) = (options.Number("--backlog", 100_000), options.Number("--days", 8), options.Number("--agents", 10));
        List<TimeSpan> quiet = [], flooded = [];
        var done = 0;
        for (var day = 0; day < days; day++)
        {
            quiet.AddRange((await Play(day, agents, 0)).Waits);
            var (waits, flood) = await Play(day, agents, backlog);
            flooded.AddRange(waits);
            done += flood;
        }

        var measured = new Measured();
        measured.Add("small_items", quiet.Count);
        measured.Add("flood_items_done", done);
        measured.Add("quiet_p50_s", At(quiet, 0.5), "s");
        measured.Add("quiet_p99_s", At(quiet, 0.99), "s");
        measured.Add("flood_p50_s", At(flooded, 0.5), "s");
        measured.Add("flood_p99_s", At(flooded, 0.99), "s");
        measured.AtMost("p99_ratio", At(flooded, 0.99) / At(quiet, 0.99), 2);
        measured.AtLeast("small_items_served", flooded.Count, quiet.Count * 0.98);
        return measured;
    }

    private static async Task<(List<TimeSpan> Waits, int Flood)> Play(int day, int agents, int flood)
    {
        var clock = new PlayedClock(new DateTimeOffset(2026, 3, 2, 7, 0, 0, TimeSpan.Zero));
        await using var floor = await Floor.Start(clock: clock);
        List<long> clients = [floor.Client];
        for (var i = 1; i <= Others; i++)
        {
            clients.Add(await floor.NewClient($"Cliente {i}", $"CL{i}"));
        }

        List<long> people = [];
        for (var i = 1; i <= agents; i++)
        {
            people.Add(await floor.NewAgent($"Agente{i}", [.. clients]));
        }

        List<Queue> queues = [];
        foreach (var client in clients)
        {
            queues.Add(await floor.NewQueue(client, "Gestiones", [], Shift, [.. people]));
        }

        await floor.Fill(queues[0], flood, floor.Now);
        var desks = await Task.WhenAll(people.Select(floor.Desk));
        var played = await new Day(floor, clock, queues, desks, new Random(day)).Run();
        foreach (var desk in desks)
        {
            await desk.DisposeAsync();
        }

        return played;
    }

    private static double At(List<TimeSpan> waits, double share) => waits.Order().ElementAt((int)(waits.Count * share)).TotalSeconds;

    /// <summary>The events of one day in their order: something arrives, or an agent is done.</summary>
    private sealed class Day(Floor floor, PlayedClock clock, List<Queue> queues, Desk[] desks, Random random)
    {
        private readonly PriorityQueue<Func<Task>, DateTimeOffset> _next = new();
        private readonly Queue<int> _idle = new(Enumerable.Range(0, desks.Length));
        private readonly List<TimeSpan> _waits = [];
        private readonly Random _ofFlood = new(1);
        private int _flood;

        public async Task<(List<TimeSpan> Waits, int Flood)> Run()
        {
            var (start, end) = (clock.Now, clock.Now + Shift);
            // What keeps so many agents so busy, on average, spread over the others.
            var between = Handling / (desks.Length * Busy);
            for (var at = start + Exponential(between, random); at < end; at += Exponential(between, random))
            {
                var queue = queues[1 + random.Next(Others)];
                _next.Enqueue(() => Arrive(queue), at);
            }

            await GiveWork();
            while (_next.TryDequeue(out var happens, out var at) && at < end)
            {
                clock.Now = at;
                await happens();
            }

            return (_waits, _flood);
        }

        private async Task Arrive(Queue queue)
        {
            await floor.Fill(queue, 1, floor.Now);
            await GiveWork();
        }

        private async Task GiveWork()
        {
            while (_idle.TryPeek(out var agent) && await desks[agent].Next() is { } item)
            {
                _idle.Dequeue();
                var handling = await Note(item);
                _next.Enqueue(async () =>
                {
                    await desks[agent].Finish(item);
                    _idle.Enqueue(agent);
                    await GiveWork();
                }, clock.Now + handling);
            }
        }

        private async Task<TimeSpan> Note(long item)
        {
            long client = 0;
            DateTime received = default;
            await floor.AsSystem(async db => (client, received) = await db.WorkItems.Where(i => i.Id == item).Select(i => new ValueTuple<long, DateTime>(i.ClientId, i.ReceivedAt)).SingleAsync());
            if (client == floor.Client)
            {
                _flood++;
                return Exponential(Handling, _ofFlood);
            }

            _waits.Add(floor.Now - received);
            // It takes as long on a quiet day as on a flooded one.
            return Exponential(Handling, new Random((int)(received.Ticks / TimeSpan.TicksPerMillisecond)));
        }

        private static TimeSpan Exponential(TimeSpan mean, Random random) => mean * -Math.Log(1 - random.NextDouble());
    }

    private sealed class PlayedClock(DateTimeOffset start) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = start;

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
