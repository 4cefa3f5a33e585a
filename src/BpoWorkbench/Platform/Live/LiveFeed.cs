using System.Collections.Concurrent;

namespace BpoWorkbench.Platform.Live;

/// <summary>
/// Tells open pages that a client's figures moved. A page hears the first change after quiet at once, and then at most four
/// a second, with the last change never left out.
/// </summary>
public sealed class LiveFeed(TimeProvider time, ILogger<LiveFeed> log)
{
    public static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<Subscription, byte> _subscriptions = new();

    /// <summary>Calls back when one of the clients moved, until disposed.</summary>
    public IDisposable Subscribe(IReadOnlyCollection<long> clients, Func<Task> changed)
    {
        var subscription = new Subscription(this, [.. clients], changed);
        _subscriptions[subscription] = 0;
        return subscription;
    }

    public void Changed(long clientId)
    {
        foreach (var subscription in _subscriptions.Keys)
        {
            if (subscription.Clients.Contains(clientId))
            {
                subscription.Signal();
            }
        }
    }

    private sealed class Subscription(LiveFeed feed, HashSet<long> clients, Func<Task> changed) : IDisposable
    {
        // Whoever moves a figure speaks another language, perhaps: the page is called back in the culture it subscribed in.
        private readonly ExecutionContext? _page = ExecutionContext.Capture();
        private int _pending;
        private volatile bool _gone;

        public HashSet<long> Clients => clients;

        public void Signal()
        {
            // 0 quiet, 1 telling, 2 telling and moved again meanwhile.
            if (Interlocked.Exchange(ref _pending, 2) == 0)
            {
                _ = Tell();
            }
        }

        public void Dispose()
        {
            _gone = true;
            feed._subscriptions.TryRemove(this, out _);
        }

        private Task CallBack()
        {
            if (_page is null)
            {
                return changed();
            }

            var called = Task.CompletedTask;
            ExecutionContext.Run(_page, _ => called = changed(), null);
            return called;
        }

        private async Task Tell()
        {
            await Task.Yield();
            do
            {
                Volatile.Write(ref _pending, 1);
                try
                {
                    if (!_gone)
                    {
                        await CallBack();
                    }
                }
                catch (Exception failure) when (failure is not OutOfMemoryException)
                {
                    feed.Report(failure);
                }

                await Task.Delay(Pace, feed.Time);
            }
            while (Interlocked.CompareExchange(ref _pending, 0, 1) != 1);
        }
    }

    private TimeProvider Time => time;

    private void Report(Exception failure) => log.LogWarning(failure, "A page could not show a change.");
}
