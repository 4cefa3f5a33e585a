namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Counts the rows of data that a filter or a person has hidden, while somebody else reads them.</summary>
public sealed class HiddenRows(int headerRow)
{
    public int Found { get; private set; }

    /// <summary>False while there may be more of them further down.</summary>
    public bool IsAll { get; private set; }

    public IEnumerable<SheetRow> Pass(IEnumerable<SheetRow> rows)
    {
        (Found, IsAll) = (0, false);
        foreach (var row in rows)
        {
            Found += row.IsHidden && row.Number > headerRow ? 1 : 0;
            yield return row;
        }

        IsAll = true;
    }
}
