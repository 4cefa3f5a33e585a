using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>What becomes of one item.</summary>
internal sealed class Story(WorkItem item, Queue queue, Lane lane, List<long> agents, Random random)
{
    private static readonly string[] Notes =
        ["Lo enviará esta tarde.", "Contesta su marido, vuelve a las seis.", "Pide que se le escriba por correo.", "Muy amable, todo claro.", "Se queja del retraso anterior.", "Prefiere que la llamen por la mañana."];

    private static readonly string[] Questions =
        ["¿Aceptan el cargo aunque la factura sea de otro ejercicio?", "El titular dice que ya lo pidió a su oficina: ¿les consta?", "¿Podemos ofrecerle dos plazos, o solo uno?"];

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
            item.Claim(agent, new AssignReason(AssignReason.UsedShare, (int)(item.Policy!.Clock.UsedShare(item.Due, touched) * 100)).ToJson(), touched);
            item.Open(agent, touched);
            if (Asked(agent, finished, until))
            {
                return;
            }

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

    // Of the last day's items some wait for the client.
    private bool Asked(long agent, DateTime at, DateTime until)
    {
        var asks = queue.SeenInPortal && until - at < TimeSpan.FromDays(1) && random.Next(20) == 0;
        if (asks)
        {
            item.AskClient(agent, Questions[random.Next(Questions.Length)], until.AddHours(random.Next(20, 60)), null, at);
        }

        return asks;
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
