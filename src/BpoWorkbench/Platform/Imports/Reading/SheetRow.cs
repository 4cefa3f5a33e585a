namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>
/// One row as it stands in the file. Number is 1-based; cells are null, string, double, int, bool, DateTime or TimeSpan, without the empty
/// ones at the end, so rows differ in length.
/// </summary>
public sealed record SheetRow(int Number, object?[] Cells, bool IsHidden = false)
{
    public object? this[int column] => column < Cells.Length ? Cells[column] : null;
}

/// <summary>
/// One sheet of a file. Rows is what the sheet declares (of a text file, its lines): near the truth, good for a progress bar. HiddenColumns
/// counts among the first 256; of .xlsb nothing is known.
/// </summary>
public sealed record SheetInfo(int Index, string Name, int Rows, bool IsHidden, int HiddenColumns = 0);
