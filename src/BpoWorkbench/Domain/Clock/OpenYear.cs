namespace BpoWorkbench.Domain.Clock;

/// <summary>The open stretches of one UTC year in order, with the open time before each: both directions are one binary search.</summary>
internal sealed class OpenYear
{
    private const long Day = 86_400_000;

    private readonly long[] _starts;
    private readonly long[] _ends;
    private readonly long[] _before;

    private OpenYear(List<(long Start, long End)> stretches)
    {
        _starts = [.. stretches.Select(s => s.Start)];
        _ends = [.. stretches.Select(s => s.End)];
        _before = new long[stretches.Count];
        foreach (var (index, (start, end)) in stretches.Index())
        {
            _before[index] = Total;
            Total += end - start;
        }
    }

    /// <summary>Open time of the year, in milliseconds.</summary>
    public long Total { get; }

    /// <summary>Milliseconds since the beginning of the calendar.</summary>
    public static long Ms(DateTime moment) => moment.Ticks / TimeSpan.TicksPerMillisecond;

    public static DateTime Moment(long ms) => new(ms * TimeSpan.TicksPerMillisecond, DateTimeKind.Utc);

    /// <summary>Open time of the year before a moment in it.</summary>
    public long Before(long moment)
    {
        var index = Array.BinarySearch(_starts, moment);
        index = index < 0 ? ~index - 1 : index;
        return index < 0 ? 0 : _before[index] + Math.Min(moment, _ends[index]) - _starts[index];
    }

    /// <summary>The first moment with so much open time of the year before it: more than none, and no more than there is.</summary>
    public long At(long open)
    {
        var index = Array.BinarySearch(_before, open);
        index = index < 0 ? ~index - 1 : index - 1;
        return _starts[index] + open - _before[index];
    }

    /// <summary>Lays out a year.</summary>
    public static OpenYear Of(int year, TimeZoneInfo zone, Func<DateOnly, IReadOnlyList<Slot>> slotsOf)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, 9998);
        var stretches = new List<(long Start, long End)>();
        foreach (var (start, end, offset) in Steady(zone, Ms(new DateTime(year, 1, 1)), Ms(new DateTime(year + 1, 1, 1))))
        {
            for (var day = (start + offset) / Day; day * Day < end + offset; day++)
            {
                foreach (var slot in slotsOf(DateOnly.FromDayNumber((int)day)))
                {
                    Add(Math.Max(start, day * Day + slot.From * 60_000L - offset), Math.Min(end, day * Day + slot.To * 60_000L - offset));
                }
            }
        }

        return new OpenYear(stretches);

        void Add(long start, long end)
        {
            if (start < end)
            {
                if (stretches.Count > 0 && stretches[^1].End == start)
                {
                    start = stretches[^1].Start;
                    stretches.RemoveAt(stretches.Count - 1);
                }

                stretches.Add((start, end));
            }
        }
    }

    // Stretches of UTC in which the zone keeps one offset: its changes are found by halving the six hours they fall in.
    private static IEnumerable<(long Start, long End, long Offset)> Steady(TimeZoneInfo zone, long from, long until)
    {
        var (start, offset) = (from, Offset(from));
        for (var next = from + Day / 4; next <= until; next += Day / 4)
        {
            if (next < until && Offset(next) is var after && after != offset)
            {
                var (low, high) = (next - Day / 4, next);
                while (high - low > 1)
                {
                    var middle = low + (high - low) / 2;
                    (low, high) = Offset(middle) == offset ? (middle, high) : (low, middle);
                }

                yield return (start, high, offset);
                (start, offset) = (high, after);
            }
        }

        yield return (start, until, offset);

        long Offset(long at) => (long)zone.GetUtcOffset(Moment(at)).TotalMilliseconds;
    }
}
