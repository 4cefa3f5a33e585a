using System.Diagnostics;

namespace BpoWorkbench.Benchmarks;

/// <summary>How long something took, each time it was done.</summary>
internal sealed class Times
{
    private readonly List<double> _milliseconds = [];

    public int Count => _milliseconds.Count;

    public double Median => At(0.5);

    public double At(double share) => _milliseconds.Order().ElementAt(Math.Min(_milliseconds.Count - 1, (int)(_milliseconds.Count * share)));

    public void Add(double milliseconds) => _milliseconds.Add(milliseconds);

    public async Task Take(Func<Task> action)
    {
        var clock = Stopwatch.StartNew();
        await action();
        Add(clock.Elapsed.TotalMilliseconds);
    }
}
