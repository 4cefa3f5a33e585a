namespace BpoWorkbench.Shared;

/// <summary>A key (or two in a row, "g d") and what it does on this page.</summary>
public sealed record Shortcut(string Stroke, string Text, Func<Task> Do);

/// <summary>The keys of the page on screen. Pages add theirs with the <c>OnKey</c> component.</summary>
public sealed class Keys
{
    private readonly List<Shortcut> _all = [];

    public event Action? Changed;

    public IReadOnlyList<Shortcut> All => _all;

    public void Add(Shortcut shortcut)
    {
        _all.Add(shortcut);
        Changed?.Invoke();
    }

    public void Remove(Shortcut shortcut)
    {
        _all.Remove(shortcut);
        Changed?.Invoke();
    }

    /// <summary>The last one added wins, so that a dialog's keys cover those of the page under it.</summary>
    public Task Press(string stroke) => _all.FindLast(shortcut => shortcut.Stroke == stroke)?.Do() ?? Task.CompletedTask;
}
