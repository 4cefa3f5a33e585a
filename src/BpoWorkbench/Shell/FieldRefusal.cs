using BpoWorkbench.Domain;

namespace BpoWorkbench.Shell;

/// <summary>What a form was refused because of one of its fields: said beside it until something else is typed there.</summary>
public sealed class FieldRefusal
{
    private Refusal? _refusal;
    private string _sentence = "";

    /// <summary>What to say beside a field with what stands in it now; null where nothing is wrong.</summary>
    public string? Of(string field, string? typed) =>
        _refusal?.Field == field && string.Equals(_refusal.Args[0] as string, typed?.Trim(), StringComparison.OrdinalIgnoreCase) ? _sentence : null;

    internal void Take(Refusal refusal, string sentence) => (_refusal, _sentence) = (refusal, sentence);
}
