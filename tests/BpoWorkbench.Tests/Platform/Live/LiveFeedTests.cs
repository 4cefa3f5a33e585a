using System.Globalization;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Live;

public sealed class LiveFeedTests
{
    private readonly NightWatch _clock = new();
    private readonly LiveFeed _feed;

    public LiveFeedTests() => _feed = new LiveFeed(_clock, NullLogger<LiveFeed>.Instance);

    [Fact]
    public async Task A_page_hears_the_first_change_at_once_then_at_its_pace_and_always_the_last()
    {
        var told = new Told(_clock);
        using var subscription = _feed.Subscribe([1], told.Tell);

        _feed.Changed(1);
        await told.Times(1);
        for (var n = 0; n < 50; n++)
        {
            _feed.Changed(1);
        }

        Assert.Equal(1, told.Count);
        _clock.Advance(LiveFeed.Pace);
        await told.Times(2);
        _clock.Advance(LiveFeed.Pace * 10);
        await Task.Delay(50);
        Assert.Equal(2, told.Count);
        _feed.Changed(1);
        await told.Times(3);
    }

    [Fact]
    public async Task A_page_hears_nothing_of_other_clients_and_nothing_when_it_has_gone()
    {
        var mine = new Told(_clock);
        var theirs = new Told(_clock);
        using var kept = _feed.Subscribe([2], theirs.Tell);
        var subscription = _feed.Subscribe([1], mine.Tell);
        _feed.Changed(2);
        await theirs.Times(1);
        subscription.Dispose();
        _feed.Changed(1);
        await Task.Delay(50);
        Assert.Equal(0, mine.Count);
    }

    [Fact]
    public async Task A_page_is_told_in_its_own_language_whoever_made_the_change()
    {
        CultureInfo? heard = null;
        var told = new Told(_clock);
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        using var subscription = _feed.Subscribe([1], () =>
        {
            heard = CultureInfo.CurrentUICulture;
            return told.Tell();
        });

        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        _feed.Changed(1);
        await told.Times(1);
        Assert.Equal("es", heard?.Name);
    }

    [Fact]
    public async Task A_page_that_fails_to_show_a_change_is_told_the_next_one()
    {
        var told = new Told(_clock);
        using var subscription = _feed.Subscribe([1], async () =>
        {
            await told.Tell();
            throw new InvalidOperationException();
        });
        _feed.Changed(1);
        await told.Times(1);
        _feed.Changed(1);
        _clock.Advance(LiveFeed.Pace);
        await told.Times(2);
    }

    /// <summary>Knows how often somebody went to sleep by it.</summary>
    private sealed class NightWatch : FakeTimeProvider
    {
        private int _sleeps;

        public int Sleeps => Volatile.Read(ref _sleeps);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Interlocked.Increment(ref _sleeps);
            return timer;
        }
    }

    private sealed class Told(NightWatch clock)
    {
        private int _count;

        public int Count => Volatile.Read(ref _count);

        public Task Tell()
        {
            Interlocked.Increment(ref _count);
            return Task.CompletedTask;
        }

        public async Task Times(int count)
        {
            // The feed goes to sleep after telling; only then does the clock wake it.
            await Patience.Until(() => Count >= count && clock.Sleeps >= count);
            Assert.Equal(count, Count);
        }
    }
}
