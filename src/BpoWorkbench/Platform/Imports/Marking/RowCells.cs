using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>One row of a sheet, held whole so that it can be changed. Rows and cells that do not say where they stand follow the one before.</summary>
internal sealed class RowCells
{
    private readonly List<XElement> _others = [];

    /// <summary>In the order of the sheet, each with its column.</summary>
    public List<(int Column, XElement Cell)> Cells { get; } = [];

    /// <summary>The number of the row that the reader stands on.</summary>
    public static int NumberOf(XmlReader row, int before) =>
        int.TryParse(row.GetAttribute("r"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : before + 1;

    /// <summary>What is inside the row that the reader stands on; the reader is past it. More cells than a row has are damage.</summary>
    public static RowCells Take(XmlReader from)
    {
        var space = from.NamespaceURI;
        var row = new RowCells();
        var column = -1;
        from.Inside(() =>
        {
            if (!from.Is("c", space))
            {
                row.TakeOther(from);
                return;
            }

            column = CellName.Parse(from.GetAttribute("r"))?.Column ?? column + 1;
            if (row.Cells.Count == CellName.MostColumns || column >= CellName.MostColumns)
            {
                throw new InvalidDataException();
            }

            row.Cells.Add((column, from.Take()));
        });
        return row;
    }

    /// <summary>True for a cell that says something, and be it a formula.</summary>
    public static bool HasContent(XElement cell) => cell.Elements().Any(e => e.Name.LocalName is "v" or "f" or "is" && (e.HasElements || e.Value.Length > 0 || e.HasAttributes));

    public void Put(int column, XElement cell)
    {
        Cells.RemoveAll(c => c.Column == column);
        var at = Cells.FindIndex(c => c.Column > column);
        Cells.Insert(at < 0 ? Cells.Count : at, (column, cell));
    }

    /// <summary>Writes the cells with their names.</summary>
    public void Write(XmlWriter to, int number)
    {
        foreach (var (column, cell) in Cells)
        {
            cell.SetAttributeValue("r", CellName.Of(column, number));
            to.Write(cell);
        }

        _others.ForEach(to.Write);
    }

    private void TakeOther(XmlReader from)
    {
        if (from.NodeType == XmlNodeType.Element)
        {
            _others.Add(from.Take());
        }
        else
        {
            from.Read();
        }
    }
}
