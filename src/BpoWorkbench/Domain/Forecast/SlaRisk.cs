namespace BpoWorkbench.Domain.Forecast;

/// <summary>Work, in items and parts of items, and when it is due.</summary>
/// <param name="Arrives">When it can be worked on; for what is there already, any moment up to now.</param>
public readonly record struct Load(DateTime Arrives, DateTime Due, double Items);

/// <summary>What is known of a queue in this moment. Moments are UTC.</summary>
/// <param name="Loads">What is open, what is overdue among it, and what is expected to arrive.</param>
/// <param name="HandleTime">What one person needs for one item; more than none.</param>
/// <param name="People">How many are there for this queue; of who serves several, the part that falls to it.</param>
public sealed record Outlook(DateTime Now, TimeSpan Horizon, IReadOnlyCollection<Load> Loads, TimeSpan HandleTime, double People);

/// <summary>
/// How much of what falls due in the next hours will be late if nobody does anything about it. Work is a fluid that as many people as are
/// there now drain at one item in each handle time, the earliest due first, quarter of an hour by quarter of an hour.
/// <para>
/// Earliest due first is what keeps the greatest lateness least (Jackson, "Scheduling a production line to minimize maximum tardiness",
/// UCLA, 1955), and near to what sharing out by the used part of the service time does. The fluid is that of Newell ("Applications of
/// Queueing Theory", 2nd ed. 1982, ch. 2): right where the load is heavy, which is when one asks. Its errors: chance is left out, so that
/// near the balance a few may be late where it says none; what falls due within a quarter counts as in time if it is done by the
/// quarter's end; whoever comes or goes later is not foreseen.
/// </para>
/// </summary>
/// <param name="Due">Items that fall due within the horizon, open now or expected.</param>
/// <param name="Late">Those of them that will not be done by then.</param>
/// <param name="Capacity">Items that can be done within the horizon.</param>
public sealed record SlaRisk(double Due, double Late, double Capacity)
{
    /// <exception cref="ArgumentOutOfRangeException">The handle time is not more than none.</exception>
    public static SlaRisk Of(Outlook outlook)
    {
        if (outlook.HandleTime <= TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(outlook), outlook.HandleTime, "The handle time is not more than none.");
        }

        var end = outlook.Now + outlook.Horizon;
        var load = outlook.Loads.Where(w => w.Arrives < end && w.Due < end && w.Items > 0).OrderBy(w => w.Due).ToArray();
        var left = Array.ConvertAll(load, w => w.Items);
        var (late, capacity) = (0.0, 0.0);
        for (var from = outlook.Now; from < end;)
        {
            var next = from.Quarter().AddMinutes(15);
            var until = next < end ? next : end;
            var can = outlook.People * ((until - from) / outlook.HandleTime);
            capacity += can;
            for (var i = 0; i < load.Length; i++)
            {
                if (load[i].Arrives < until)
                {
                    var done = Math.Min(left[i], can);
                    left[i] -= done;
                    can -= done;
                }

                // Once, in the quarter it falls due in; what was overdue from the start takes its time, and is no news.
                if (load[i].Due >= from && load[i].Due < until)
                {
                    late += left[i];
                }
            }

            from = until;
        }

        return new SlaRisk(load.Where(w => w.Due >= outlook.Now).Sum(w => w.Items), late, capacity);
    }
}
