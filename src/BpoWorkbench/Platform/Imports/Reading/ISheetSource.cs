namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>What a file of any format can do: name its sheets and stream their rows.</summary>
internal interface ISheetSource : IDisposable
{
    IReadOnlyList<SheetInfo> List();

    /// <summary>Rows that hold anything, numbered from 1, without the empty cells at their end.</summary>
    IEnumerable<SheetRow> Rows(int sheet);
}
