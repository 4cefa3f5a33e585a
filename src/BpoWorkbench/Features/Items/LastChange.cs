using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Features.Items;

/// <summary>What somebody did last to several items, kept while their page is open and it can still be taken back.</summary>
/// <param name="What">Which verb: "cancel".</param>
public sealed record TakenBack(string What, IReadOnlyList<Changed> Items, Func<IReadOnlyList<Changed>, Task> TakeBack, DateTime At);

/// <summary>Remembers it from one page to the next.</summary>
public sealed class LastChange(TimeProvider time)
{
    private TakenBack? _last;

    public event EventHandler? Changed;

    public TakenBack? Now => _last is { } last && time.Now() - last.At <= WorkItem.UndoWindow ? last : null;

    public void Note(string what, IReadOnlyList<Changed> items, Func<IReadOnlyList<Changed>, Task> takeBack)
    {
        if (items.Count > 0)
        {
            Set(new(what, items, takeBack, time.Now()));
        }
    }

    public void Forget() => Set(null);

    /// <summary>It can be taken back once.</summary>
    public TakenBack? Take()
    {
        var last = Now;
        Forget();
        return last;
    }

    private void Set(TakenBack? last)
    {
        _last = last;
        Changed?.Invoke(this, EventArgs.Empty);
    }
}
