using System.Diagnostics;
using BpoWorkbench.Data;

namespace BpoWorkbench.Platform.Imports;

/// <summary>
/// How many rows are written at once: where writers take turns as many as hold the gate for well under half of what it may be held;
/// elsewhere more, because each slice costs some journeys and nobody waits but for an item that is being changed.
/// </summary>
/// <param name="unseen">Nobody can want what is written.</param>
internal sealed class SliceSize(GateHolds holds, bool unseen = false)
{
    private const int Fewest = 10;
    private const int Most = 2_000;
    private static readonly TimeSpan AtTheGate = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Alone = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan Unseen = TimeSpan.FromMilliseconds(500);

    public int Rows { get; private set; } = 20;

    /// <summary>Writes some rows, at most as many as it is told to, and says how many they were: 0 at the end.</summary>
    public async Task<int> Write(WorkbenchDb db, Func<int, Task<int>> some, CancellationToken stop)
    {
        var held = new Stopwatch();
        var rows = 0;
        await db.Write(async () =>
        {
            held.Restart();
            rows = await some(Rows);
        }, stop);
        Held(rows, held.Elapsed, db.Engine.WritersTakeTurns ? AtTheGate : unseen ? Unseen : Alone);
        return rows;
    }

    // So long were so many rows in the gate.
    private void Held(int rows, TimeSpan time, TimeSpan aim)
    {
        holds.Add(time);
        if (rows == 0)
        {
            return;
        }

        var fits = rows * aim.TotalMilliseconds / Math.Max(time.TotalMilliseconds, 0.1);
        // Grows by a half at most: one quick slice promises little.
        Rows = (int)Math.Clamp(Math.Min(fits, Rows * 1.5), Fewest, Most);
    }
}

/// <summary>For how long imports have held the write gate since the program started.</summary>
public sealed class GateHolds
{
    private const int Kept = 4_096;
    private readonly Lock _lock = new();
    private readonly Queue<TimeSpan> _last = new();

    public TimeSpan Longest { get; private set; }

    /// <summary>Of the last few thousand.</summary>
    public TimeSpan P99
    {
        get
        {
            lock (_lock)
            {
                return _last.Order().ElementAtOrDefault(_last.Count * 99 / 100);
            }
        }
    }

    public void Add(TimeSpan held)
    {
        lock (_lock)
        {
            Longest = held > Longest ? held : Longest;
            _last.Enqueue(held);
            if (_last.Count > Kept)
            {
                _last.Dequeue();
            }
        }
    }
}
