using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>Plays what happened between two moments: items arrive, agents call, some answer. The same days always tell the same story.</summary>
internal sealed class PlayHistory(IDbContextFactory<WorkbenchDb> dbs, IEnumerable<DemonstrationQueue> queues)
{
    private const int Strangers = 90;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    public async Task Run(DateTime from, DateTime until, CancellationToken stop)
    {
        foreach (var wanted in queues)
        {
            await using var db = await dbs.CreateDbContextAsync(stop);
            var queue = await db.Queues.Include(q => q.Policies).Include(q => q.Dispositions).Include(q => q.Members)
                .SingleAsync(q => q.Client!.Code == wanted.Client && q.Name == wanted.Name, stop);
            var team = queue.Members[0].TeamId;
            var agents = await db.TeamMembers.Where(m => m.TeamId == team).Select(m => m.PersonId).Order().ToListAsync(stop);
            var customers = await db.Customers.Where(c => c.ClientId == queue.ClientId).ToDictionaryAsync(c => c.Key ?? "", stop);
            await db.Write(async () =>
            {
                var lane = await Lanes.For(db, queue.ClientId, queue.Id, Band.Normal);
                for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(until); day = day.AddDays(1))
                {
                    db.WorkItems.AddRange(Day(wanted, queue, lane, agents, customers, day, from, until));
                }

                await db.SaveChangesAsync(stop);
            }, stop);
        }
    }

    private static IEnumerable<WorkItem> Day(DemonstrationQueue wanted, Queue queue, Lane lane, List<long> agents, Dictionary<string, Customer> customers,
        DateOnly day, DateTime from, DateTime until)
    {
        var strangers = Demonstration.Strangers.Of(wanted.Client, Strangers);
        var random = new Random(Demonstration.Strangers.Seed($"{wanted.Name}{day:yyyyMMdd}"));
        foreach (var arrival in Arrivals(wanted, day, random))
        {
            var stranger = strangers[random.Next(strangers.Count)];
            var story = new Random(random.Next());
            if (arrival <= from || arrival > until)
            {
                continue;
            }

            var values = wanted.Values(story, stranger, day);
            var customer = customers.GetValueOrDefault(stranger.Key) ?? (customers[stranger.Key] = new Customer(queue.ClientId, stranger.Key));
            ItemValues.Apply(customer, queue.Fields, values);
            var item = WorkItem.Receive(queue, lane, arrival, ItemValues.Key(queue.Fields, values), ItemValues.Title(queue.Fields, values), values, customer, null);
            new Story(item, queue, lane, agents, story).Tell(until);
            yield return item;
        }
    }

    private static IEnumerable<DateTime> Arrivals(DemonstrationQueue wanted, DateOnly day, Random random)
    {
        var share = day.DayOfWeek switch { DayOfWeek.Sunday => 0.25, DayOfWeek.Saturday => 0.5, _ => 1.0 };
        var count = (int)Math.Round(wanted.PerDay * share * (0.75 + random.NextDouble() / 2));
        return Enumerable.Range(0, count).Select(_ => Utc(day, 8 + 13 * Math.Pow(random.NextDouble(), 1.2))).Order().ToList();
    }

    /// <summary>A local hour of a day, in UTC.</summary>
    public static DateTime Utc(DateOnly day, double hour) => Moment.Cut(TimeZoneInfo.ConvertTimeToUtc(day.ToDateTime(TimeOnly.MinValue).AddHours(Math.Max(hour, 4)), Zone));
}

/// <summary>What becomes of one item.</summary>
internal sealed class Story(WorkItem item, Queue queue, Lane lane, List<long> agents, Random random)
{
    private static readonly string[] Notes =
        ["Lo enviará esta tarde.", "Contesta su marido, vuelve a las seis.", "Pide que se le escriba por correo.", "Muy amable, todo claro.", "Se queja del retraso anterior.", "Prefiere que la llamen por la mañana."];

    public void Tell(DateTime until)
    {
        var ready = item.ReceivedAt;
        while (true)
        {
            var touched = Working(ready + item.Due.Subtract(item.ReceivedAt) * (0.05 + 0.9 * Math.Pow(random.NextDouble(), 2.2)));
            var finished = touched.AddSeconds(random.Next(70, 480));
            BreachBefore(finished < until ? finished : until);
            if (finished >= until)
            {
                return;
            }

            var agent = agents[random.Next(agents.Count)];
            item.Claim(agent, new AssignReason(AssignReason.UsedShare, (int)(Urgency.UsedShare(item.ReceivedAt, item.Due, touched) * 100)).ToJson(), touched);
            item.Open(agent, touched);
            var given = Choose();
            item.Complete(given, queue.Dispositions.Find(d => d.Code == given.ThenCode), agent,
                given.NoteRequired || random.Next(4) == 0 ? Notes[random.Next(Notes.Length)] : null, finished.AddHours(random.Next(3, 50)), finished);
            if (item.WakeAt is not { } wake)
            {
                return;
            }

            BreachBefore(wake < until ? wake : until);
            if (wake >= until)
            {
                return;
            }

            item.Wake(lane, wake);
            ready = wake;
        }
    }

    private Disposition Choose() => Outcomes.Choose(queue.Dispositions, random);

    private void BreachBefore(DateTime moment)
    {
        if (item.Due < moment)
        {
            item.Breach(item.Due.AddSeconds(1));
        }
    }

    // Nobody works at night: what would be touched then is touched in the morning.
    private DateTime Working(DateTime moment)
    {
        var hour = moment.Hour;
        return hour is >= 7 and < 19 ? moment : Moment.Cut(moment.Date.AddDays(hour >= 19 ? 1 : 0).AddHours(7).AddMinutes(random.Next(0, 90)));
    }
}

/// <summary>Which outcome a played agent gives: most succeed, some are not reached.</summary>
internal static class Outcomes
{
    public static Disposition Choose(IReadOnlyList<Disposition> offered, Random random)
    {
        var weighted = offered.Where(d => !d.Retired && d.Code != "not-reached").Select(d => (Disposition: d, Weight: Weight(d))).ToList();
        var at = random.NextDouble() * weighted.Sum(w => w.Weight);
        foreach (var (disposition, weight) in weighted)
        {
            at -= weight;
            if (at <= 0)
            {
                return disposition;
            }
        }

        return weighted[0].Disposition;
    }

    private static double Weight(Disposition disposition) => disposition switch
    {
        { Effect: DispositionEffect.Retry } => 12,
        { Effect: DispositionEffect.CallBack } => 14,
        _ when disposition.Counts.HasFlag(CountsAs.Success) => 30,
        _ => 5,
    };
}
