namespace BpoWorkbench.Platform.Imports;

/// <summary>How many rows are written at once: as many as hold the write gate for about half of what it may be held.</summary>
internal sealed class SliceSize
{
    private const int Fewest = 10;
    private const int Most = 2_000;
    private static readonly TimeSpan Aim = TimeSpan.FromMilliseconds(25);

    public int Rows { get; private set; } = 50;

    /// <summary>So long were so many rows in the gate.</summary>
    public void Held(int rows, TimeSpan time)
    {
        var fits = rows * Aim.TotalMilliseconds / Math.Max(time.TotalMilliseconds, 0.1);
        // Grows by a half at most: one quick slice promises little.
        Rows = (int)Math.Clamp(Math.Min(fits, Rows * 1.5), Fewest, Most);
    }
}

/// <summary>For how long imports have held the write gate since the program started.</summary>
public sealed class GateHolds
{
    private long _longest;

    public TimeSpan Longest => new(Interlocked.Read(ref _longest));

    public void Add(TimeSpan held)
    {
        for (long seen; held.Ticks > (seen = Interlocked.Read(ref _longest)) && Interlocked.CompareExchange(ref _longest, held.Ticks, seen) != seen;)
        {
            // Somebody else was quicker.
        }
    }
}
