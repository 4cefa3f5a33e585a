namespace BpoWorkbench.Platform.Imports;

/// <summary>Texts of imports: their states, and why rows were rejected.</summary>
public sealed class ImportTexts;
