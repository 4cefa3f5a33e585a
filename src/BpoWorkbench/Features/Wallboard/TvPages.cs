namespace BpoWorkbench.Features.Wallboard;

/// <summary>Deals clients out over screens, so that each is read across a room and none scrolls.</summary>
public static class TvPages
{
    /// <summary>How many lines, of clients and queues, a screen of 1080 holds.</summary>
    public const int Lines = 15;

    /// <summary>How many lines a screen takes; where there are few, they may be higher.</summary>
    public static int LinesOf(IReadOnlyList<FloorClient> screen, int index) => screen.Sum(c => c.Queues.Count + 1) + (index == 0 ? 2 : 0);

    /// <summary>A client stays whole unless it alone fills more than a screen: then its queues go on on the next.</summary>
    public static List<List<FloorClient>> Of(IReadOnlyList<FloorClient> clients)
    {
        var pages = new List<List<FloorClient>> { new() };
        // The totals stand above the first, twice as high.
        var left = Lines - 2;
        foreach (var client in clients)
        {
            if (client.Queues.Count + 1 > left && pages[^1].Count > 0)
            {
                Turn();
            }

            var queues = client.Queues;
            while (queues.Count + 1 > left)
            {
                pages[^1].Add(client with { Queues = [.. queues.Take(left - 1)] });
                queues = [.. queues.Skip(left - 1)];
                Turn();
            }

            pages[^1].Add(client with { Queues = queues });
            left -= queues.Count + 1;
        }

        return pages;

        void Turn()
        {
            pages.Add([]);
            left = Lines;
        }
    }
}
