namespace BpoWorkbench.Domain;

/// <summary>A broken rule: a code with its arguments. The sentence is made when it is shown, in the reader's language.</summary>
public sealed class Refusal(string code, params object?[] args) : Exception(code)
{
    public string Code { get; } = code;

    public IReadOnlyList<object?> Args { get; } = args;
}
