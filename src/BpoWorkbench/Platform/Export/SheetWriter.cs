namespace BpoWorkbench.Platform.Export;

/// <summary>Writes a list row by row; nothing but the row at hand is in memory.</summary>
public abstract class SheetWriter : IAsyncDisposable
{
    /// <summary>Writes one row, a cell for each column; null leaves a cell empty.</summary>
    public abstract Task Row(IReadOnlyList<object?> cells);

    /// <summary>Finishes the file; the stream stays open.</summary>
    public abstract ValueTask DisposeAsync();

    /// <summary>True for text that a spreadsheet would take for a formula.</summary>
    protected static bool LooksLikeFormula(string text) => text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r';
}
