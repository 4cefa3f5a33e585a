using BpoWorkbench.Domain.Forecast;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Forecast;

public sealed class SlaRiskTests
{
    private static readonly DateTime Now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
    private static readonly TimeSpan Horizon = TimeSpan.FromHours(4);

    [Property(MaxTest = 200)]
    public void It_says_what_a_slow_day_played_item_by_item_says(int seed)
    {
        var random = new Random(seed);
        var load = Loads(random);
        var perQuarter = random.Next(1, 9);
        var risk = SlaRisk.Of(new Outlook(Now, Horizon, load, TimeSpan.FromMinutes(15.0 / perQuarter), 1));

        var waiting = load.SelectMany(w => Enumerable.Repeat((w.Arrives, w.Due), (int)w.Items)).ToList();
        var late = 0;
        for (var quarter = Now; quarter < Now + Horizon; quarter = quarter.AddMinutes(15))
        {
            var end = quarter.AddMinutes(15);
            foreach (var item in waiting.Where(w => w.Arrives < end && w.Due < Now + Horizon).OrderBy(w => w.Due).Take(perQuarter).ToList())
            {
                waiting.Remove(item);
            }

            late += waiting.Count(w => w.Due >= quarter && w.Due < end);
        }

        Assert.Equal(late, risk.Late, 6);
        Assert.Equal(perQuarter * 16, risk.Capacity, 6);
    }

    [Property(MaxTest = 200)]
    public void More_people_or_less_work_never_make_it_worse(int seed)
    {
        var random = new Random(seed);
        var load = Loads(random);
        var outlook = new Outlook(Now.AddMinutes(random.Next(15)), Horizon, load, TimeSpan.FromMinutes(random.Next(1, 30)), random.NextDouble() * 5);
        var risk = SlaRisk.Of(outlook);

        Assert.InRange(risk.Late, 0, risk.Due + 1e-9);
        Assert.True(SlaRisk.Of(outlook with { People = outlook.People + random.NextDouble() }).Late <= risk.Late + 1e-9);
        Assert.True(SlaRisk.Of(outlook with { Loads = [.. load.Where((_, i) => i % 3 > 0)] }).Late <= risk.Late + 1e-9);
        Assert.Equal(risk.Due, SlaRisk.Of(outlook with { People = 0 }).Late, 6);
        Assert.Equal(0, SlaRisk.Of(outlook with { People = 1e9 }).Late, 6);
    }

    [Fact]
    public void What_is_overdue_already_takes_its_time_and_is_no_news()
    {
        Load[] load = [new(Now.AddDays(-1), Now.AddHours(-1), 10), new(Now, Now.AddHours(1), 4)];
        // Twelve an hour: the ten overdue come first, and two of the four are done in time.
        var risk = SlaRisk.Of(new Outlook(Now, Horizon, load, TimeSpan.FromMinutes(5), 1));

        Assert.Equal((4, 48), (risk.Due, risk.Capacity));
        // Due on the hour is due in the quarter that begins there, which gives three more.
        Assert.Equal(0, risk.Late);
        Assert.Equal(2, SlaRisk.Of(new Outlook(Now, Horizon, [load[0], load[1] with { Due = Now.AddMinutes(59) }], TimeSpan.FromMinutes(5), 1)).Late, 6);
    }

    private static List<Load> Loads(Random random) => [.. Enumerable.Range(0, random.Next(12)).Select(_ =>
    {
        var arrives = Now.AddMinutes(random.Next(3) == 0 ? random.Next(240) : -random.Next(600));
        return new Load(arrives, arrives > Now ? arrives.AddMinutes(random.Next(1, 300)) : Now.AddMinutes(random.Next(-60, 300)), random.Next(1, 20));
    })];
}
