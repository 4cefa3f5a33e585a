using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Features.Items;

/// <summary>What became of several items: how many went through, and of the others why the first did not.</summary>
public sealed record ChangedItems(int Changed, int Refused, string? Why);

/// <summary>
/// One verb on several items, one after the other: what one of them refuses does not stop the rest. What was done last can be taken back.
/// </summary>
public sealed class ChangeItems(ReleaseItem release, CancelItem cancel, AssignItem assign, MoveItem move, HoldItem hold, SetPriority setPriority, LastChange last, Sentences sentences)
{
    // What was released is kept for who had it.
    public Task<ChangedItems> Release(IEnumerable<long> items) => Do("release", items, release.Run, assign.TakeBack);

    public Task<ChangedItems> Cancel(IEnumerable<long> items) => Do("cancel", items, cancel.Run, cancel.TakeBack);

    public Task<ChangedItems> Assign(IEnumerable<long> items, long person) => Do("assign", items, item => assign.Run(item, person), assign.TakeBack);

    public Task<ChangedItems> Move(IEnumerable<long> items, long queue) => Do("move", items, item => move.Run(item, queue), move.TakeBack);

    public Task<ChangedItems> Hold(IEnumerable<long> items, DateTime until, WaitingOn on, string? note) => Do("hold", items, item => hold.Run(item, until, on, note), hold.TakeBack);

    public Task<ChangedItems> SetBand(IEnumerable<long> items, Band band, string reason) => Do("band", items, item => setPriority.Run(item, band, reason), setPriority.TakeBack);

    /// <summary>Takes back what was done last; what has changed since stays as it is.</summary>
    public Task<ChangedItems> TakeBackLast() => last.Take() is { } taken ? Each(taken.Items, taken.TakeBack) : Task.FromResult(new ChangedItems(0, 0, null));

    private async Task<ChangedItems> Do(string what, IEnumerable<long> items, Func<long, Task<Changed>> verb, Func<Changed, Task> takeBack)
    {
        List<Changed> done = [];
        try
        {
            return await Each(items, async item => done.Add(await verb(item)));
        }
        finally
        {
            last.Note(what, done, takeBack);
        }
    }

    private async Task<ChangedItems> Each<T>(IEnumerable<T> items, Func<T, Task> verb)
    {
        var (changed, refused) = (0, 0);
        string? why = null;
        foreach (var item in items)
        {
            try
            {
                await verb(item);
                changed++;
            }
            catch (Refusal refusal)
            {
                refused++;
                why ??= sentences.For(refusal);
            }
        }

        return new(changed, refused, why);
    }
}
