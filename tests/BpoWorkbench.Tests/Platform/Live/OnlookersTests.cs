using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Live;

public sealed class OnlookersTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 10, 26, 8, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Everybody_sees_who_else_has_it_open_but_not_themselves()
    {
        using var node = Node();
        using var ana = node.Look(1, 10, "Ana");
        using var anaAgain = node.Look(1, 10, "Ana");
        var eva = node.Look(1, 11, "Eva");
        using var elsewhere = node.Look(2, 12, "Sara");

        Assert.Equal(["Eva"], node.At(1, except: 10));
        Assert.Equal(["Ana"], node.At(1, except: 11));
        Assert.Equal(["Ana", "Eva"], node.At(1, except: 12));
        eva.Dispose();
        Assert.Empty(node.At(1, except: 10));
    }

    [Fact]
    public async Task Whoever_watches_an_item_is_told_who_comes_and_goes()
    {
        using var node = Node();
        var told = new SemaphoreSlim(0);
        using var watch = node.Watch(1, () =>
        {
            told.Release();
            return Task.CompletedTask;
        });
        using var other = node.Look(2, 11, "Eva");
        var look = node.Look(1, 11, "Eva");
        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(1)));
        look.Dispose();
        _clock.Advance(LiveFeed.Pace);
        Assert.True(await told.WaitAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(0, told.CurrentCount);
    }

    [Fact]
    public async Task Who_looks_at_another_node_is_seen_here_until_they_leave_or_their_node_is_gone()
    {
        using var one = Node();
        using var two = Node();
        var told = 0;
        one.ToldHere += (_, look) =>
        {
            two.Hear(look);
            Interlocked.Increment(ref told);
        };
        await one.StartAsync(default);
        await two.StartAsync(default);
        var ana = one.Look(1, 10, "Ana");
        using var eva = one.Look(1, 11, "Eva");
        Assert.Equal(["Ana", "Eva"], two.At(1, except: 0));
        ana.Dispose();
        Assert.Equal(["Eva"], two.At(1, except: 0));

        // It says so again as long as it lives.
        for (var n = 0; n < 6; n++)
        {
            var before = Volatile.Read(ref told);
            await Passes(() => Volatile.Read(ref told) > before);
            Assert.Equal(["Eva"], two.At(1, except: 0));
        }

        await one.StopAsync(default);
        await Passes(() => two.At(1, except: 0).Count == 0);
    }

    // Time, until something is so: the nodes begin and go off on threads of their own.
    private Task Passes(Func<bool> until) => Patience.Until(() =>
    {
        _clock.Advance(Onlookers.Again / 10);
        return until();
    });

    private Onlookers Node() => new(_clock, NullLogger<LiveFeed>.Instance);
}
