using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Tests.Domain.Clock;

/// <summary>Hours as no person would choose them, and moments where clocks change; the same seed brings the same ones.</summary>
internal static class AnyHours
{
    private static readonly string[] Zones =
        ["Europe/Madrid", "Europe/Madrid", "Europe/Madrid", "Atlantic/Canary", "Atlantic/Canary", "Africa/Ceuta", "Australia/Lord_Howe", "Africa/Casablanca", "America/Sao_Paulo", "Asia/Kathmandu", "UTC"];

    private static readonly DateTime[] Turns =
    [
        new(2025, 3, 30, 1, 0, 0, DateTimeKind.Utc), new(2025, 10, 26, 1, 0, 0, DateTimeKind.Utc), new(2026, 3, 29, 1, 0, 0, DateTimeKind.Utc), new(2026, 10, 25, 1, 0, 0, DateTimeKind.Utc),
        new(2026, 12, 31, 23, 0, 0, DateTimeKind.Utc), new(2026, 4, 4, 15, 0, 0, DateTimeKind.Utc), new(2026, 2, 15, 2, 0, 0, DateTimeKind.Utc),
    ];

    public static SlowClock Clock(Random random) => Clock(random, random.Next(4) == 0 ? 2 : 7);

    public static DateTime Moment(Random random) =>
        (random.Next(3) == 0 ? new DateTime(2025, 6, 1, 0, 0, 0, DateTimeKind.Utc).AddMinutes(random.Next(700_000)) : Turns[random.Next(Turns.Length)].AddMinutes(random.Next(-4000, 2000)))
        .AddMilliseconds(random.Next(3) == 0 ? random.Next(60_000) : 0);

    private static SlowClock Clock(Random random, int daysAtMost)
    {
        List<Slot>[] week = [.. Enumerable.Range(0, 7).Select(day => day < daysAtMost || random.Next(3) == 0 ? Slots(random) : [])];
        if (week.Sum(d => d.Sum(s => s.To - s.From)) < OpenHours.LeastWeekMinutes)
        {
            week[random.Next(7)] = [new(60, 240)];
        }

        var days = new Dictionary<DateOnly, IReadOnlyList<Slot>>();
        for (var own = random.Next(12); own > 0; own--)
        {
            days[DateOnly.FromDateTime(Turns[random.Next(Turns.Length)]).AddDays(random.Next(-4, 9))] = random.Next(3) == 0 ? Slots(random) : [];
        }

        return new SlowClock(TimeZoneInfo.FindSystemTimeZoneById(Zones[random.Next(Zones.Length)]), week, days);
    }

    private static List<Slot> Slots(Random random)
    {
        var edges = Enumerable.Range(0, 2 * random.Next(4)).Select(_ => random.Next(4) == 0 ? random.Next(97) * 15 : random.Next(1441)).Distinct().Order().ToList();
        return [.. edges.Chunk(2).Where(pair => pair.Length == 2).Select(pair => new Slot(pair[0], pair[1]))];
    }
}
