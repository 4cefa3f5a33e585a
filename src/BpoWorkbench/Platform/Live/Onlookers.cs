using System.Collections.Concurrent;

namespace BpoWorkbench.Platform.Live;

/// <summary>Somebody who has an item open on a page.</summary>
public sealed record Onlooker(Guid Page, long ItemId, long PersonId, string Name);

/// <summary>Somebody is looking at an item, or does so no more.</summary>
public sealed record Look(Onlooker Who, bool Gone);

/// <summary>
/// Who has an item open on a page at this moment, at this node or another, so that two do not work on the same without knowing. Nothing of
/// it is stored: each node says again every so often whom it has, and who was not heard of for longer has gone with their node.
/// </summary>
public sealed class Onlookers(TimeProvider time, ILogger<LiveFeed> log) : BackgroundService
{
    public static readonly TimeSpan Again = TimeSpan.FromSeconds(20);

    private readonly ConcurrentDictionary<Guid, Onlooker> _here = new();
    private readonly ConcurrentDictionary<Guid, (Onlooker Who, DateTimeOffset Heard)> _elsewhere = new();

    // A feed like that of the clients, whose keys are items.
    private readonly LiveFeed _items = new(time, log);

    /// <summary>What this node tells the others.</summary>
    public event EventHandler<Look>? ToldHere;

    /// <summary>Somebody has it open until this is disposed.</summary>
    public IDisposable Look(long itemId, long personId, string name)
    {
        var who = new Onlooker(Guid.NewGuid(), itemId, personId, name);
        _here[who.Page] = who;
        Tell(who, gone: false);
        return new Page(() =>
        {
            if (_here.TryRemove(who.Page, out _))
            {
                Tell(who, gone: true);
            }
        });
    }

    /// <summary>Calls back when somebody comes to the item or leaves it, until disposed.</summary>
    public IDisposable Watch(long itemId, Func<Task> changed) => _items.Subscribe([itemId], changed);

    /// <summary>Those who look at it, but for one person: their names.</summary>
    public IReadOnlyList<string> At(long itemId, long except) =>
        [.. _here.Values.Concat(_elsewhere.Values.Select(e => e.Who)).Where(w => w.ItemId == itemId && w.PersonId != except)
            .DistinctBy(w => w.PersonId).Select(w => w.Name).Order(StringComparer.CurrentCulture)];

    /// <summary>Another node says so.</summary>
    public void Hear(Look look)
    {
        var known = _elsewhere.ContainsKey(look.Who.Page);
        if (look.Gone)
        {
            _elsewhere.TryRemove(look.Who.Page, out _);
        }
        else
        {
            _elsewhere[look.Who.Page] = (look.Who, time.GetUtcNow());
        }

        if (known == look.Gone)
        {
            _items.Changed(look.Who.ItemId);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Again, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var who in _here.Values)
            {
                ToldHere?.Invoke(this, new(who, Gone: false));
            }

            foreach (var (who, _) in _elsewhere.Values.Where(e => time.GetUtcNow() - e.Heard > Again * 3))
            {
                Hear(new(who, Gone: true));
            }
        }
    }

    private void Tell(Onlooker who, bool gone)
    {
        _items.Changed(who.ItemId);
        ToldHere?.Invoke(this, new(who, gone));
    }

    private sealed class Page(Action leave) : IDisposable
    {
        public void Dispose() => leave();
    }
}
