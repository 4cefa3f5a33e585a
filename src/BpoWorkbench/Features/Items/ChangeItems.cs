using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Features.Items;

/// <summary>What became of several items: how many went through, and of the others why the first did not.</summary>
public sealed record ChangedItems(int Changed, int Refused, string? Why);

/// <summary>One verb on several items, one after the other: what one of them refuses does not stop the rest.</summary>
public sealed class ChangeItems(ReleaseItem release, CancelItem cancel, SetPriority setPriority, Sentences sentences)
{
    public Task<ChangedItems> Release(IEnumerable<long> items) => Each(items, release.Run);

    public Task<ChangedItems> Cancel(IEnumerable<long> items) => Each(items, cancel.Run);

    public Task<ChangedItems> SetBand(IEnumerable<long> items, Band band, string reason) => Each(items, item => setPriority.Run(item, band, reason));

    private async Task<ChangedItems> Each(IEnumerable<long> items, Func<long, Task> verb)
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
