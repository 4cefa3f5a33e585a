using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace BpoWorkbench.Domain.Clock;

/// <summary>
/// When service time runs: the weekly slots of a place, and days of their own (holidays without hours, or with others). A moment is
/// open when the wall clock there stands inside a slot of its date. So an hour that the change to summer time skips gives nothing, and
/// an hour that comes twice in autumn counts twice if it is open. Immutable; moments are UTC, and what is finer than a millisecond is cut.
/// </summary>
public sealed class OpenHours
{
    /// <summary>Fewer minutes a week are refused: years would pass before anything is due.</summary>
    public const int LeastWeekMinutes = 60;

    private static readonly ConcurrentDictionary<string, OpenHours> Known = new(StringComparer.Ordinal);

    private readonly ConcurrentDictionary<int, OpenYear> _years = new();
    private readonly TimeZoneInfo? _zone;
    private readonly IReadOnlyList<IReadOnlyList<Slot>> _week = [];
    private readonly IReadOnlyDictionary<DateOnly, IReadOnlyList<Slot>> _days = new Dictionary<DateOnly, IReadOnlyList<Slot>>();

    private OpenHours()
    {
    }

    /// <param name="zone">IANA zone of the wall clock.</param>
    /// <param name="week">Seven lists of slots in order, Monday's first; a list may be empty.</param>
    /// <param name="days">Dates whose slots replace those of their weekday; without any it is a holiday.</param>
    /// <exception cref="Refusal">calendar.zone for an unknown zone; calendar.empty for less than an open hour a week.</exception>
    public OpenHours(string zone, IReadOnlyList<IReadOnlyList<Slot>> week, IReadOnlyDictionary<DateOnly, IReadOnlyList<Slot>> days)
    {
        if (week.Count != 7)
        {
            throw new ArgumentException("A week has seven days.", nameof(week));
        }

        if (!TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _zone))
        {
            throw new Refusal("calendar.zone", zone);
        }

        if (week.Sum(day => day.Sum(s => s.To - s.From)) < LeastWeekMinutes)
        {
            throw new Refusal("calendar.empty");
        }

        (_week, _days) = (week, days);
    }

    /// <summary>Round the clock, every day: service time is plain time.</summary>
    public static OpenHours Always { get; } = new();

    /// <summary>True where service time is plain time.</summary>
    public bool IsAlways => _zone is null;

    /// <summary>The open time between two moments, in whole milliseconds; negative where <paramref name="until"/> is the earlier.</summary>
    public TimeSpan Between(DateTime from, DateTime until)
    {
        var (start, end) = (OpenYear.Ms(from), OpenYear.Ms(until));
        return TimeSpan.FromMilliseconds(IsAlways ? end - start : start <= end ? Open(from.Year, start, until.Year, end) : -Open(until.Year, end, from.Year, start));
    }

    /// <summary>The first moment at which <paramref name="time"/> of open time has passed since <paramref name="start"/>; that moment itself where there is none to pass.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It lies after the year 9998: not for a year of open time, however short the week.</exception>
    public DateTime After(DateTime start, TimeSpan time)
    {
        var wanted = (long)time.TotalMilliseconds;
        if (wanted <= 0 || IsAlways)
        {
            return wanted <= 0 ? start : OpenYear.Moment(OpenYear.Ms(start) + wanted);
        }

        var year = start.Year;
        for (wanted += Year(year).Before(OpenYear.Ms(start)); wanted > Year(year).Total; year++)
        {
            wanted -= Year(year).Total;
        }

        return OpenYear.Moment(Year(year).At(wanted));
    }

    /// <summary>Whether service time runs at a moment.</summary>
    public bool IsOpen(DateTime moment)
    {
        var at = OpenYear.Ms(moment);
        return IsAlways || Year(moment.Year).Before(at + 1) > Year(moment.Year).Before(at);
    }

    /// <summary>Whether a date has any hours at all; no holiday has.</summary>
    public bool HasHours(DateOnly day) => IsAlways || SlotsOf(day).Count > 0;

    /// <summary>Whether a day of the week has hours where it is no holiday.</summary>
    public bool UsuallyOpen(DayOfWeek day) => IsAlways || _week[((int)day + 6) % 7].Count > 0;

    /// <summary>The stored form.</summary>
    public string ToJson() => JsonSerializer.Serialize(new Stored(_zone?.Id ?? "", [.. _week.Select(Slots.Text)],
        _days.OrderBy(d => d.Key).ToDictionary(d => d.Key.ToString("O", CultureInfo.InvariantCulture), d => Slots.Text(d.Value))));

    /// <summary>Reads the stored form. Equal hours share one instance, so that their years are laid out once.</summary>
    public static OpenHours Parse(string json)
    {
        if (Known.Count > 1000)
        {
            Known.Clear();
        }

        return Known.GetOrAdd(json, Read);
    }

    private static OpenHours Read(string json)
    {
        var stored = JsonSerializer.Deserialize<Stored>(json)!;
        return stored.Zone.Length == 0 ? Always : new OpenHours(stored.Zone, [.. stored.Week.Select(Slots.Read)],
            stored.Days.ToDictionary(d => DateOnly.ParseExact(d.Key, "O", CultureInfo.InvariantCulture), d => Slots.Read(d.Value)));
    }

    private long Open(int firstYear, long start, int lastYear, long end)
    {
        var open = Year(lastYear).Before(end) - Year(firstYear).Before(start);
        for (var year = firstYear; year < lastYear; year++)
        {
            open += Year(year).Total;
        }

        return open;
    }

    private OpenYear Year(int year) => _years.GetOrAdd(year, y => OpenYear.Of(y, _zone!, SlotsOf));

    private IReadOnlyList<Slot> SlotsOf(DateOnly day) => _days.TryGetValue(day, out var own) ? own : _week[((int)day.DayOfWeek + 6) % 7];

    private sealed record Stored(string Zone, List<string> Week, Dictionary<string, string> Days);
}
