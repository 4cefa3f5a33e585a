using BpoWorkbench.Platform.Live;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>Reads the floor for an open wallboard, and tells it when to read again: figures moved, grants changed, or time alone did it.</summary>
public sealed class FloorWatch(LiveFeed feed, ClientScope scope, SignedIn me, Tick tick, SharedFloors floors)
{
    /// <param name="only">Some of the clients whose floor the reader sees; null for all of them.</param>
    public Task<Floor> Read(IReadOnlyCollection<long>? only, CancellationToken stop) => floors.Read(scope.With(Permissions.Floor), only, stop);

    /// <summary>Calls back from wherever the change came, until disposed.</summary>
    public IDisposable Start(Func<Task> changed) => new Watching(this, changed);

    private IDisposable Subscribe(Func<Task> changed) => feed.Subscribe(scope.With(Permissions.Floor), changed);

    private sealed class Watching : IDisposable
    {
        private readonly FloorWatch _watch;
        private readonly Func<Task> _changed;
        private IDisposable _live;

        public Watching(FloorWatch watch, Func<Task> changed)
        {
            (_watch, _changed) = (watch, changed);
            _live = watch.Subscribe(changed);
            watch.Me.Changed += GrantsChanged;
            // An item falls due, a day begins, an agent takes up another client's work: no event of ours says so.
            watch.Tick.Beat += TimePassed;
        }

        public void Dispose()
        {
            _watch.Me.Changed -= GrantsChanged;
            _watch.Tick.Beat -= TimePassed;
            _live.Dispose();
        }

        private void GrantsChanged(object? sender, EventArgs e)
        {
            _live.Dispose();
            _live = _watch.Subscribe(_changed);
            _ = _changed();
        }

        private void TimePassed() => _ = _changed();
    }

    private SignedIn Me => me;

    private Tick Tick => tick;
}
