using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Items;

/// <summary>What became of several items: how many went through, and of the others why the first did not.</summary>
public sealed record ChangedItems(int Changed, int Refused, string? Why);

/// <summary>
/// One verb on several items, a few at a time: what one of them refuses does not stop the rest. What was done last can be taken back.
/// </summary>
public sealed class ChangeItems(ReleaseItem release, CancelItem cancel, AssignItem assign, MoveItem move, HoldItem hold, SetPriority setPriority, LastChange last, Sentences sentences)
{
    // So many are one transaction: few enough that nobody waits for them.
    private const int Slice = 20;

    private bool _stopping;

    /// <summary>So many have been gone through.</summary>
    public event Action<int>? Came;

    // What was released is kept for who had it.
    public Task<ChangedItems> Release(IEnumerable<long> items) => Do("release", items, release.Run, assign.TakeBack);

    public Task<ChangedItems> Cancel(IEnumerable<long> items) => Do("cancel", items, cancel.Run, cancel.TakeBack);

    public Task<ChangedItems> Assign(IEnumerable<long> items, long person) => Do("assign", items, some => assign.Run(some, person), assign.TakeBack);

    public Task<ChangedItems> Move(IEnumerable<long> items, long queue) => Do("move", items, some => move.Run(some, queue), move.TakeBack);

    public Task<ChangedItems> Hold(IEnumerable<long> items, DateTime until, WaitingOn on, string? note) => Do("hold", items, some => hold.Run(some, until, on, note), hold.TakeBack);

    public Task<ChangedItems> SetBand(IEnumerable<long> items, Band band, string reason) => Do("band", items, some => setPriority.Run(some, band, reason), setPriority.TakeBack);

    /// <summary>Takes back what was done last; what has changed since stays as it is.</summary>
    public Task<ChangedItems> TakeBackLast() => last.Take() is { } taken ? Each(taken.Items, taken.TakeBack) : Task.FromResult(new ChangedItems(0, 0, null));

    /// <summary>Goes no further: what is done is done, and can be taken back.</summary>
    public void Stop() => _stopping = true;

    private async Task<ChangedItems> Do(string what, IEnumerable<long> items, Func<IReadOnlyList<long>, Task<IReadOnlyList<Changed>>> verb, Func<IReadOnlyList<Changed>, Task> takeBack)
    {
        List<Changed> done = [];
        try
        {
            return await Each(items, async some => done.AddRange(await verb(some)));
        }
        finally
        {
            last.Note(what, done, takeBack);
        }
    }

    private async Task<ChangedItems> Each<T>(IEnumerable<T> items, Func<IReadOnlyList<T>, Task> verb)
    {
        _stopping = false;
        var (changed, refused) = (0, 0);
        string? why = null;
        foreach (var some in items.Chunk(Slice))
        {
            foreach (var part in await Through(some) ? [] : some.Chunk(1))
            {
                await One(part);
            }

            Came?.Invoke(changed + refused);
            if (_stopping)
            {
                break;
            }
        }

        return new(changed, refused, why);

        // All of them or none; then one by one, to find the one that refuses.
        async Task<bool> Through(T[] some)
        {
            if (some.Length == 1)
            {
                return false;
            }

            try
            {
                await verb(some);
                changed += some.Length;
                return true;
            }
            catch (Exception failure) when (failure is Refusal or DbUpdateConcurrencyException)
            {
                return false;
            }
        }

        async Task One(T[] one)
        {
            try
            {
                await verb(one);
                changed++;
            }
            catch (Refusal refusal)
            {
                refused++;
                why ??= sentences.For(refusal);
            }
        }
    }
}
