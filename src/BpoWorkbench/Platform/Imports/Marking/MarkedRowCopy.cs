using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using BpoWorkbench.Platform.Export;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Copies a row that gets marks, or loses those of an earlier round.</summary>
internal sealed class MarkedRowCopy(SheetSurvey survey, MarkedSheet marked, CellStyles styles, Notes notes)
{
    private readonly XNamespace _space = survey.Space;

    public bool HasNotes => notes.All.Count > 0;

    /// <summary>The reader stands on the row and is past it afterwards.</summary>
    public void Copy(XmlReader from, XmlWriter to, int number, RowMarks? wrong)
    {
        // The cells that the row says it spans are a hint, and no longer true.
        to.Start(from, except: "spans");
        if (from.GetAttribute("r") is null)
        {
            to.WriteAttributeString("r", number.ToString(CultureInfo.InvariantCulture));
        }

        var style = from.GetAttribute("customFormat") is "1" or "true" ? Number(from.GetAttribute("s")) : null;
        var row = RowCells.Take(from);
        if (survey.IsSecondRound)
        {
            row.Cells.ForEach(c => SetStyle(c.Cell, styles.Right));
            row.Cells.RemoveAll(c => c.Column == survey.SummaryColumn);
        }

        Mark(row, number, wrong, style);
        Summarise(row, number, wrong);
        row.Write(to, number);
        to.WriteEndElement();
    }

    private void Mark(RowCells row, int number, RowMarks? wrong, int? style)
    {
        foreach (var column in wrong?.Cells.Where(c => c.Column is >= 0 and < CellName.MostColumns).GroupBy(c => c.Column) ?? [])
        {
            // A required cell that nobody has filled in may not be there.
            if (row.Cells.Find(c => c.Column == column.Key).Cell is not { } cell)
            {
                cell = new XElement(_space + "c", new XAttribute("s", style ?? survey.StyleOf(column.Key)));
                row.Put(column.Key, cell);
            }

            SetStyle(cell, styles.Wrong);
            notes.Add(column.Key, number, string.Join('\n', column.Select(c => c.Note)));
        }
    }

    private void Summarise(RowCells row, int number, RowMarks? wrong)
    {
        if (survey.SummaryColumn is { } column && (wrong is not null || number == marked.HeaderRow))
        {
            var (text, style) = wrong is null ? (marked.SummaryTitle, styles.Heading) : (wrong.Summary, styles.Text);
            row.Put(column, new XElement(_space + "c", new XAttribute("s", style), new XAttribute("t", "inlineStr"),
                new XElement(_space + "is", new XElement(_space + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), SheetText.Clean(text)))));
        }
    }

    private static void SetStyle(XElement cell, Func<int, int> change)
    {
        var style = Number((string?)cell.Attribute("s")) ?? 0;
        if (change(style) is var changed && changed != style)
        {
            cell.SetAttributeValue("s", changed);
        }
    }

    private static int? Number(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
