namespace BpoWorkbench.Shared;

/// <summary>Texts of the shared components.</summary>
public sealed class SharedTexts;
