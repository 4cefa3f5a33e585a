using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Platform.Figures;

public sealed class PresenceTimeTests
{
    private static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    // Of 25, 23 and 24 hours.
    private static readonly Day[] Days = [new(new(2026, 10, 25), Madrid), new(new(2026, 3, 29), Madrid), new(new(2026, 11, 20), Madrid)];

    [Property]
    public void A_day_is_what_a_count_minute_by_minute_says((byte Length, byte Code)[] steps, byte before, byte which)
    {
        var day = Days[which % Days.Length];
        var spans = Spans(steps, day.From.AddMinutes(-before * 2));

        Assert.Equal(Slowly(spans, day.From, day.To), PresenceTime.Of(spans, day.From, day.To));
    }

    [Property]
    public void The_quarters_of_a_day_add_up_to_it((byte Length, byte Code)[] steps, byte before, byte which)
    {
        var day = Days[which % Days.Length];
        var spans = Spans(steps, day.From.AddMinutes(-before * 2));
        var sum = PresenceTime.None;
        for (var quarter = day.From; quarter < day.To; quarter = quarter.AddMinutes(15))
        {
            sum += PresenceTime.Of(spans, quarter, quarter.AddMinutes(15));
        }

        Assert.Equal(PresenceTime.Of(spans, day.From, day.To), sum);
    }

    [Property]
    public void Every_quarter_is_what_a_count_minute_by_minute_says((byte Length, byte Code)[] steps, byte before, byte which)
    {
        var day = Days[which % Days.Length];
        var spans = Spans(steps, day.From.AddMinutes(-before * 2));
        var quarters = PresenceTime.ByQuarter(spans, day.From, day.To).ToLookup(q => q.Quarter, q => q.Time);

        for (var quarter = day.From; quarter < day.To; quarter = quarter.AddMinutes(15))
        {
            Assert.Equal(Slowly(spans, quarter, quarter.AddMinutes(15)), quarters[quarter].Aggregate(PresenceTime.None, PresenceTime.Add));
        }

        Assert.All(quarters, q => Assert.InRange(q.Key, day.From, day.To.AddMinutes(-15)));
    }

    [Property]
    public void Nobody_is_at_work_longer_than_the_period((byte Length, byte Code)[] steps, byte before, short length)
    {
        var from = Days[0].From;
        var to = from.AddMinutes(length);
        var sum = PresenceTime.Of(Spans(steps, from.AddMinutes(-before * 2)), from, to);
        var most = Math.Max(0, (to - from).TotalMilliseconds);

        Assert.InRange(sum.PaidMs, 0, most);
        Assert.InRange(sum.WorkingMs, sum.ProductiveMs, most);
    }

    private static List<(DateTime From, PresenceCode Code)> Spans((byte Length, byte Code)[] steps, DateTime at)
    {
        List<(DateTime From, PresenceCode Code)> spans = [];
        foreach (var (length, code) in steps)
        {
            spans.Add((at, PresenceCode.Shipped[code % PresenceCode.Shipped.Count]));
            at = at.AddMinutes(length);
        }

        return spans;
    }

    private static PresenceTime Slowly(List<(DateTime From, PresenceCode Code)> spans, DateTime from, DateTime to)
    {
        var (productive, working, paid) = (0L, 0L, 0L);
        for (var minute = from; minute < to; minute = minute.AddMinutes(1))
        {
            var code = spans.LastOrDefault(s => s.From <= minute).Code;
            productive += code is { Productive: true } ? 60_000 : 0;
            working += code is { Productive: true } or { ReceivesWork: true } ? 60_000 : 0;
            paid += code is { Paid: true } ? 60_000 : 0;
        }

        return new(productive, working, paid);
    }
}
