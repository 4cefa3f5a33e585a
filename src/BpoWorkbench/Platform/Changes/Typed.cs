namespace BpoWorkbench.Platform.Changes;

/// <summary>What stands in a form, and whether saving was tried: only then do its fields show what is wrong.</summary>
public sealed record Typed<T>(T Values, bool Tried);
