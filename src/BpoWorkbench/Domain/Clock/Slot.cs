using System.Globalization;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Domain.Clock;

/// <summary>A stretch of a day on the wall clock of a place, in minutes from midnight: from the first to before the last, which may be 1440.</summary>
public sealed record Slot(int From, int To)
{
    public const int DayMinutes = 24 * 60;

    public bool Holds(TimeOnly time) => (time.Hour * 60) + time.Minute is var minute && minute >= From && minute < To;

    public override string ToString() => $"{Clock(From)}-{Clock(To)}";

    private static string Clock(int minutes) => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:00}:{minutes % 60:00}");
}

/// <summary>The slots of a day as people write them: "9-14 16:00-19:30".</summary>
public static partial class Slots
{
    /// <summary>One form for storing and showing: "09:00-14:00 16:00-19:30"; empty for a day without hours.</summary>
    public static string Text(IEnumerable<Slot> slots) => string.Join(' ', slots);

    /// <summary>Reads slots separated by commas, semicolons or blanks, in any order; empty text is a day without hours.</summary>
    /// <exception cref="Refusal">calendar.slot with what could not be read; calendar.slots-overlap with both slots.</exception>
    public static IReadOnlyList<Slot> Read(string? text)
    {
        var parts = RoundDash().Replace(text ?? "", "-").Split([',', ';', ' ', '\t', '\n'], StringSplitOptions.RemoveEmptyEntries);
        var slots = parts.Select(One).OrderBy(s => s.From).ToList();
        foreach (var (before, after) in slots.Zip(slots.Skip(1)))
        {
            if (after.From < before.To)
            {
                throw new Refusal("calendar.slots-overlap", before, after);
            }
        }

        return slots;
    }

    private static Slot One(string text)
    {
        var match = Written().Match(text);
        if (match.Success && Minutes(match, 1) is var from && Minutes(match, 3) is var to && from < to && to <= Slot.DayMinutes)
        {
            return new Slot(from, to);
        }

        throw new Refusal("calendar.slot", text);
    }

    private static int Minutes(Match match, int group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture) * 60
        + (match.Groups[group + 1] is { Success: true } minutes ? int.Parse(minutes.Value, CultureInfo.InvariantCulture) : 0);

    [GeneratedRegex(@"^(\d{1,2})(?:[:.h]([0-5]\d))?h?-(\d{1,2})(?:[:.h]([0-5]\d))?h?$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();

    [GeneratedRegex(@"\s*[-–—]\s*", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RoundDash();
}
