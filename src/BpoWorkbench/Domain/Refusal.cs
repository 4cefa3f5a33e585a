namespace BpoWorkbench.Domain;

/// <summary>A broken rule: a code with its arguments. The sentence is made when it is shown, in the reader's language.</summary>
public sealed class Refusal(string code, params object?[] args) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<object?> Args { get; } = args;

    /// <summary>The field of a form that it is about, where the first argument is what was typed there.</summary>
    public string? Field { get; init; }
}
