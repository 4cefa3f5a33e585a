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

    /// <summary>Something moved at this node; the others are told from here.</summary>
    public event EventHandler<long>? ChangedHere;

    public void Changed(long clientId)
    {
        ChangedElsewhere(clientId);
        ChangedHere?.Invoke(this, clientId);
    }

    /// <summary>Something moved at another node.</summary>
    public void ChangedElsewhere(long clientId) => Signal(_subscriptions.Keys.Where(s => s.Clients.Contains(clientId)));

    /// <summary>Nobody knows what moved meanwhile: the other nodes could not be heard.</summary>
    public void MissedSome() => Signal(_subscriptions.Keys);

    private static void Signal(IEnumerable<Subscription> subscriptions)
    {
        foreach (var subscription in subscriptions)
        {
            subscription.Signal();
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
