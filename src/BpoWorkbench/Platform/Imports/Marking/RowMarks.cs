namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>What is wrong with one row. Row is its number in the sheet, from 1; the summary is a sentence, or several.</summary>
public sealed record RowMarks(int Row, string Summary, IReadOnlyList<CellMark> Cells);

/// <summary>A wrong cell: its column, from 0, and a sentence that says what is wrong and what is expected instead.</summary>
public sealed record CellMark(int Column, string Note);

/// <summary>Where marks go: the sheet (from 0, as SheetFile counts), the row of headings (from 1; 0: there is none), and the heading of the summaries.</summary>
public sealed record MarkedSheet(int Sheet, int HeaderRow, string SummaryTitle);

/// <summary>What a marked workbook is called and served as. Ending has its dot.</summary>
public sealed record MarkedFile(string Ending, string ContentType);
