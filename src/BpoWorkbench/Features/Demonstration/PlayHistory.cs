using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Platform.Work;
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
                .SingleOrDefaultAsync(q => q.Client!.Code == wanted.Client && q.Name == wanted.Name && q.State == QueueState.Open, stop);
            var teams = queue?.Members.Select(m => m.TeamId).ToList() ?? [];
            var agents = await db.TeamMembers.Where(m => teams.Contains(m.TeamId)).Select(m => m.PersonId).Order().ToListAsync(stop);
            if (queue is null || agents.Count == 0)
            {
                // Whoever tries the product closes queues and takes teams from them.
                continue;
            }

            // The dice give a key a second time now and then.
            var keys = await db.WorkItems.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).Where(i => i.QueueId == queue.Id).Select(i => i.ExternalKey).ToHashSetAsync(stop);
            var customers = await db.Customers.Where(c => c.ClientId == queue.ClientId).ToDictionaryAsync(c => c.Key ?? "", stop);
            await db.Write(async () =>
            {
                for (var day = DateOnly.FromDateTime(from); day <= DateOnly.FromDateTime(until); day = day.AddDays(1))
                {
                    await foreach (var item in Day(db, wanted, queue, agents, customers, keys, day, from, until))
                    {
                        db.WorkItems.Add(item);
                    }
                }

                await db.SaveChangesAsync(stop);
            }, stop);
        }
    }

    private static async IAsyncEnumerable<WorkItem> Day(WorkbenchDb db, DemonstrationQueue wanted, Queue queue, List<long> agents, Dictionary<string, Customer> customers,
        HashSet<string?> keys, DateOnly day, DateTime from, DateTime until)
    {
        Dictionary<(Band, string), Lane> lanes = [];
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
            var key = ItemValues.Key(queue.Fields, values);
            if (key is not null && !keys.Add(key))
            {
                continue;
            }

            var customer = customers.GetValueOrDefault(stranger.Key) ?? (customers[stranger.Key] = new Customer(queue.ClientId, stranger.Key));
            ItemValues.Apply(customer, queue.Fields, values);
            var stands = (queue.BandFor(values, customer.Key), queue.AskedAt(values, TimeSpan.Zero).Needs);
            var lane = lanes.GetValueOrDefault(stands) ?? (lanes[stands] = await Lanes.At(db, queue, values, customer));
            var item = WorkItem.Receive(queue, lane, arrival, key, ItemValues.Title(queue.Fields, values), values, customer, null);
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
