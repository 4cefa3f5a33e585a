using System.Globalization;
using System.IO.Compression;
using System.Xml;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Export;

/// <summary>
/// A list as an Excel workbook of one sheet, straight into the archive: the packaging library would hold the sheet whole, uncompressed.
/// The header is bold and stays in sight.
/// </summary>
public sealed class XlsxSheet : SheetWriter
{
    /// <summary>More an Excel sheet does not take.</summary>
    public const int MostRows = 1_048_576;

    private readonly ZipArchive _archive;
    private readonly XmlWriter _sheet;
    private readonly int _headerRow;
    private int _rows;

    private XlsxSheet(Stream stream, IReadOnlyList<SheetColumn> columns, int headerRow)
    {
        _headerRow = headerRow;
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, xml) in XlsxParts.All)
        {
            using var part = new StreamWriter(_archive.CreateEntry(path, CompressionLevel.Fastest).Open());
            part.Write(xml);
        }

        _sheet = XmlWriter.Create(_archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { CloseOutput = true, CheckCharacters = false });
        _sheet.WriteStartElement("worksheet", XlsxParts.Main);
        if (headerRow == 1)
        {
            _sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        }

        WriteWidths(columns);
        _sheet.WriteStartElement("sheetData");
    }

    public static XlsxSheet Start(Stream stream, IReadOnlyList<SheetColumn> columns)
    {
        var sheet = new XlsxSheet(stream, columns, headerRow: 1);
        sheet.Write([.. columns.Select(c => c.Title)]);
        return sheet;
    }

    /// <summary>A sheet of rows as they come, one of them a header (0: none). Cells may be what a client's file holds: double, bool, TimeSpan.</summary>
    public static XlsxSheet StartBare(Stream stream, int headerRow) => new(stream, [], headerRow);

    public override Task Row(IReadOnlyList<object?> cells)
    {
        Write(cells);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _sheet.Dispose();
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private void WriteWidths(IReadOnlyList<SheetColumn> columns)
    {
        if (columns.Count == 0)
        {
            return;
        }

        _sheet.WriteStartElement("cols");
        for (var i = 1; i <= columns.Count; i++)
        {
            _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i}" max="{i}" width="{columns[i - 1].Width}" customWidth="1"/>"""));
        }

        _sheet.WriteEndElement();
    }

    private void Write(IReadOnlyList<object?> cells)
    {
        if (++_rows > MostRows)
        {
            throw new Refusal("export.too-many-rows", MostRows - 1);
        }

        _sheet.WriteStartElement("row");
        foreach (var cell in cells)
        {
            _sheet.WriteStartElement("c");
            switch (cell)
            {
                case null: break;
                case long whole: Number(XlsxParts.Whole, whole.ToString(CultureInfo.InvariantCulture)); break;
                case decimal amount: Number(XlsxParts.Money, amount.ToString(CultureInfo.InvariantCulture)); break;
                case DateOnly day: Number(XlsxParts.Date, Serial(day.ToDateTime(TimeOnly.MinValue))); break;
                case DateTime moment: Number(XlsxParts.Moment, Serial(moment)); break;
                case TimeSpan span: Number(XlsxParts.Duration, span.TotalDays.ToString(CultureInfo.InvariantCulture)); break;
                case int whole: Number(null, whole.ToString(CultureInfo.InvariantCulture)); break;
                case double number when double.IsFinite(number): Number(null, number.ToString("R", CultureInfo.InvariantCulture)); break;
                case bool yes: Number(null, yes ? "1" : "0", "b"); break;
                default: Text(cell.ToString() ?? ""); break;
            }

            _sheet.WriteEndElement();
        }

        _sheet.WriteEndElement();
    }

    // Until March 1900 a sheet is a day behind: to it that February has 29 days.
    private static string Serial(DateTime moment) =>
        (moment.ToOADate() is var serial and >= 2 and < 61 ? serial - 1 : moment.ToOADate()).ToString(CultureInfo.InvariantCulture);

    private void Number(string? style, string value, string? type = null)
    {
        if (style is not null)
        {
            _sheet.WriteAttributeString("s", style);
        }

        if (type is not null)
        {
            _sheet.WriteAttributeString("t", type);
        }

        _sheet.WriteElementString("v", value);
    }

    private void Text(string text)
    {
        var header = _rows == _headerRow;
        if (header || LooksLikeFormula(text))
        {
            _sheet.WriteAttributeString("s", header ? XlsxParts.Header : XlsxParts.Quoted);
        }

        _sheet.WriteAttributeString("t", "inlineStr");
        _sheet.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(SheetText.Clean(text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }
}
