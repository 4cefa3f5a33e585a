using System.Xml;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Copies a sheet (ECMA-376 part 1, 18.3.1.99) with its marks, row by row; only rows that change are held.</summary>
internal sealed class SheetCopy(XmlReader from, XmlWriter to, SheetSurvey survey, MarkedSheet marked, MarkedRowCopy rows)
{
    // What comes after the shapes of a sheet.
    private static readonly HashSet<string> AfterShapes =
        ["legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts", "extLst"];

    private bool _hasColumns;
    private bool _hasShapes = survey.Shapes is not null;

    /// <param name="shapes">The id that the shapes are to have where the sheet has none.</param>
    public async Task Run(IAsyncEnumerator<RowMarks> problems, string shapes, CancellationToken stop)
    {
        to.Start(from);
        for (var more = from.Enter(); more && !from.Leave();)
        {
            switch (from.NodeType == XmlNodeType.Element && from.NamespaceURI == survey.Space ? from.LocalName : "")
            {
                case "dimension" when survey.SummaryColumn is not null:
                    CopyDimension();
                    break;
                case "cols" when survey.SummaryColumn is { } column && !_hasColumns:
                    _hasColumns = true;
                    new ColumnsCopy(from, to, column).Run();
                    break;
                case "sheetData":
                    AddColumns();
                    await CopyRows(problems, stop);
                    break;
                case var name when AfterShapes.Contains(name):
                    AddShapes(shapes);
                    to.WriteNode(from, false);
                    break;
                default:
                    to.WriteNode(from, false);
                    break;
            }
        }

        AddShapes(shapes);
        to.WriteEndElement();
    }

    private async Task CopyRows(IAsyncEnumerator<RowMarks> problems, CancellationToken stop)
    {
        to.Start(from);
        var number = 0;
        var more = await problems.MoveNextAsync();
        for (var inside = from.Enter(); inside && !from.Leave();)
        {
            if (!from.Is("row", survey.Space))
            {
                to.WriteNode(from, false);
                continue;
            }

            stop.ThrowIfCancellationRequested();
            number = RowCells.NumberOf(from, number);
            while (more && problems.Current.Row < number)
            {
                more = await problems.MoveNextAsync();
            }

            var wrong = more && problems.Current.Row == number ? problems.Current : null;
            if (wrong is not null || survey.IsSecondRound || number == marked.HeaderRow)
            {
                rows.Copy(from, to, number, wrong);
                more = wrong is null ? more : await problems.MoveNextAsync();
            }
            else
            {
                to.WriteNode(from, false);
            }
        }

        to.WriteEndElement();
    }

    // It is only a hint; the summaries are inside of it all the same.
    private void CopyDimension()
    {
        var last = CellName.Last(from.GetAttribute("ref"));
        var first = CellName.Last(from.GetAttribute("ref")?.Split(':')[0]);
        to.Start(from, except: "ref");
        to.WriteAttributeString("ref", $"{CellName.Of(0, first?.Row ?? 1)}:{CellName.Of(Math.Max(last?.Column ?? 0, survey.SummaryColumn!.Value), last?.Row ?? 1)}");
        to.WriteEndElement();
        from.Skip();
    }

    private void AddColumns()
    {
        if (survey.SummaryColumn is { } column && !_hasColumns)
        {
            to.WriteStartElement(from.Prefix, "cols", survey.Space);
            ColumnsCopy.Write(to, from.Prefix, survey.Space, column);
            to.WriteEndElement();
        }
    }

    private void AddShapes(string id)
    {
        if (!_hasShapes && rows.HasNotes)
        {
            to.WriteStartElement("legacyDrawing", survey.Space);
            to.WriteAttributeString("r", "id", OpenXml.OfficeOf(survey.Space), id);
            to.WriteEndElement();
            _hasShapes = true;
        }
    }
}
