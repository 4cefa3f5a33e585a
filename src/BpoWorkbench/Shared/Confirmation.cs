namespace BpoWorkbench.Shared;

/// <summary>Asks before something that cannot be taken back: <c>if (await confirmation.Ask(...))</c>.</summary>
public sealed class Confirmation
{
    private TaskCompletionSource<bool>? _answer;

    public event Action? Asked;

    public Question? Open { get; private set; }

    /// <param name="title">The question.</param>
    /// <param name="text">What will happen.</param>
    /// <param name="verb">The button that does it, named after what it does.</param>
    public Task<bool> Ask(string title, string text, string verb)
    {
        _answer?.TrySetResult(false);
        _answer = new TaskCompletionSource<bool>();
        Open = new Question(title, text, verb);
        Asked?.Invoke();
        return _answer.Task;
    }

    public void Answer(bool yes)
    {
        Open = null;
        _answer?.TrySetResult(yes);
        Asked?.Invoke();
    }

    public sealed record Question(string Title, string Text, string Verb);
}
