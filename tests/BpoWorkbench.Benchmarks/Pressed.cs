using System.Diagnostics;

namespace BpoWorkbench.Benchmarks;

/// <summary>An agent who presses Next all the time, and how long they waited each time.</summary>
internal static class Pressed
{
    /// <returns>In milliseconds, the shortest first.</returns>
    public static async Task<List<double>> Next(Floor floor, CancellationToken stop)
    {
        var waits = new List<double>();
        await using var desk = await floor.Desk(floor.Agent);
        while (!stop.IsCancellationRequested)
        {
            var clock = Stopwatch.StartNew();
            if (await desk.Next() is null)
            {
                throw new InvalidOperationException("The agent ran out of work.");
            }

            waits.Add(clock.Elapsed.TotalMilliseconds);
            await Task.Delay(10, CancellationToken.None);
        }

        waits.Sort();
        return waits;
    }

    public static double At(List<double> sorted, double share) => sorted.Count == 0 ? 0 : sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))];
}
