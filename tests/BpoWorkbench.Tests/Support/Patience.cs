using System.Diagnostics;

namespace BpoWorkbench.Tests.Support;

/// <summary>Waiting for what must happen, on however busy a machine.</summary>
internal static class Patience
{
    // Only what never happens runs out of it.
    private static readonly TimeSpan Most = TimeSpan.FromMinutes(2);

    public static async Task Until(Func<Task<bool>> happened, Func<string>? otherwise = null)
    {
        for (var waited = Stopwatch.StartNew(); !await happened(); await Task.Delay(25))
        {
            Assert.True(waited.Elapsed < Most, otherwise?.Invoke() ?? "It did not happen.");
        }
    }

    public static Task Until(Func<bool> happened, Func<string>? otherwise = null) => Until(() => Task.FromResult(happened()), otherwise);

    /// <summary>
    /// It comes by itself as soon as it happens: long before anything that only looks from time to time would have found it. How quick that
    /// is, is measured elsewhere; a busy machine takes as long as <paramref name="beside"/>, which does more, takes several times.
    /// </summary>
    public static async Task ByItself(Func<Task> seen, TimeSpan beside)
    {
        var took = await Timed(seen);
        Assert.True(took < BpoWorkbench.Shared.Tick.Period / 2 || took < beside * 5, $"It took {took}, and what does more took {beside}.");
    }

    public static async Task<TimeSpan> Timed(Func<Task> done)
    {
        var watch = Stopwatch.StartNew();
        await done();
        return watch.Elapsed;
    }
}
