using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Changes;

/// <summary>What stands in a form, whether saving was tried (only then do its fields show what is wrong), and what was refused.</summary>
public sealed record Typed<T>(T Values, bool Tried, FieldRefusal Refused);
