using System.Globalization;
using System.Xml;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>What must be known of a sheet before it is copied: walks it once.</summary>
internal sealed class SheetSurvey
{
    private readonly MarkedSheet _marked;
    private readonly SharedTexts _texts;
    private readonly List<(int From, int To, int Style)> _columnStyles = [];
    private int _last = -1;
    private int? _titled;

    private SheetSurvey(MarkedSheet marked, SharedTexts texts)
    {
        (_marked, _texts) = (marked, texts);
    }

    /// <summary>The namespace of the sheet.</summary>
    public string Space { get; private set; } = "";

    /// <summary>The id of the shapes that the sheet has already.</summary>
    public string? Shapes { get; private set; }

    /// <summary>Where the summaries go: behind all that is used; null where the sheet ends there.</summary>
    public int? SummaryColumn => _titled ?? (_last + 1 < CellName.MostColumns ? _last + 1 : null);

    /// <summary>The sheet has been marked before: what is no longer wrong loses its marks.</summary>
    public bool IsSecondRound => _titled is not null;

    /// <param name="tables">Their ranges: the summaries must not touch them.</param>
    public static SheetSurvey Of(XmlReader from, MarkedSheet marked, SharedTexts texts, IEnumerable<string?> tables)
    {
        var survey = new SheetSurvey(marked, texts) { Space = from.NamespaceURI };
        survey.Look(from);
        foreach (var table in tables)
        {
            survey.Use(CellName.Last(table));
        }

        return survey;
    }

    /// <summary>The format of a cell that the sheet does not name.</summary>
    public int StyleOf(int column) => _columnStyles.Find(c => c.From <= column && column <= c.To).Style;

    private void Look(XmlReader from) => from.Inside(() =>
    {
        switch (from.NodeType == XmlNodeType.Element && from.NamespaceURI == Space ? from.LocalName : "")
        {
            case "cols":
                from.Inside(() => LookAtColumn(from));
                return;
            case "sheetData":
                LookAtRows(from);
                return;
            case "mergeCells":
                from.Inside(() => LookAtRange(from));
                return;
            case "autoFilter":
                LookAtRange(from);
                return;
            case "legacyDrawing":
                Shapes = from.GetAttribute("id", OpenXml.OfficeOf(Space));
                break;
        }

        from.Skip();
    });

    private void LookAtColumn(XmlReader from)
    {
        if (from.NodeType == XmlNodeType.Element && _columnStyles.Count < CellName.MostColumns && Number(from, "style") is > 0 and var style)
        {
            _columnStyles.Add((Number(from, "min") - 1, Number(from, "max") - 1, style));
        }

        from.Skip();
    }

    // What is above the headings does not matter, nor what reaches to the end of the sheet: there is nothing behind it.
    private void LookAtRange(XmlReader from)
    {
        if (from.NodeType == XmlNodeType.Element && CellName.Last(from.GetAttribute("ref")) is { Column: < CellName.MostColumns - 1 } last && last.Row >= _marked.HeaderRow)
        {
            Use(last);
        }

        from.Skip();
    }

    private void LookAtRows(XmlReader from)
    {
        var number = 0;
        from.Inside(() =>
        {
            if (!from.Is("row", Space))
            {
                from.Skip();
                return;
            }

            number = RowCells.NumberOf(from, number);
            if (number == _marked.HeaderRow)
            {
                LookAtHeader(RowCells.Take(from));
                return;
            }

            LookAtCells(from);
        });
    }

    private void LookAtHeader(RowCells row)
    {
        var used = row.Cells.FindLast(c => RowCells.HasContent(c.Cell));
        if (used.Cell is not null)
        {
            _last = Math.Max(_last, used.Column);
            _titled = _texts.Of(used.Cell)?.Trim() == _marked.SummaryTitle.Trim() ? used.Column : null;
        }
    }

    private void LookAtCells(XmlReader from)
    {
        var column = -1;
        from.Inside(() =>
        {
            if (!from.Is("c", Space))
            {
                from.Skip();
                return;
            }

            column = CellName.Parse(from.GetAttribute("r"))?.Column ?? column + 1;
            from.Inside(() =>
            {
                if (from.NodeType == XmlNodeType.Element && !from.IsEmptyElement && from.LocalName is "v" or "f" or "is")
                {
                    _last = Math.Max(_last, column);
                }

                from.Skip();
            });
        });
    }

    private void Use((int Column, int Row)? cell) => _last = Math.Max(_last, cell?.Column ?? -1);

    private static int Number(XmlReader from, string attribute) =>
        int.TryParse(from.GetAttribute(attribute), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
