namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Texts of what a file, a sheet or a cell is refused for.</summary>
public sealed class ReadingTexts;
