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

    private const int LongestText = 32_767;

    private readonly ZipArchive _archive;
    private readonly XmlWriter _sheet;
    private int _rows;

    private XlsxSheet(Stream stream, IReadOnlyList<SheetColumn> columns)
    {
        _archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (path, xml) in XlsxParts.All)
        {
            using var part = new StreamWriter(_archive.CreateEntry(path, CompressionLevel.Fastest).Open());
            part.Write(xml);
        }

        _sheet = XmlWriter.Create(_archive.CreateEntry("xl/worksheets/sheet1.xml", CompressionLevel.Fastest).Open(), new XmlWriterSettings { CloseOutput = true, CheckCharacters = false });
        _sheet.WriteStartElement("worksheet", XlsxParts.Main);
        _sheet.WriteRaw("""<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>""");
        _sheet.WriteStartElement("cols");
        for (var i = 1; i <= columns.Count; i++)
        {
            _sheet.WriteRaw(string.Create(CultureInfo.InvariantCulture, $"""<col min="{i}" max="{i}" width="{columns[i - 1].Width}" customWidth="1"/>"""));
        }

        _sheet.WriteEndElement();
        _sheet.WriteStartElement("sheetData");
        Write([.. columns.Select(c => c.Title)], header: true);
    }

    public static XlsxSheet Start(Stream stream, IReadOnlyList<SheetColumn> columns) => new(stream, columns);

    public override Task Row(IReadOnlyList<object?> cells)
    {
        Write(cells, header: false);
        return Task.CompletedTask;
    }

    public override ValueTask DisposeAsync()
    {
        _sheet.Dispose();
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Write(IReadOnlyList<object?> cells, bool header)
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
                default: Text(cell.ToString() ?? "", header); break;
            }

            _sheet.WriteEndElement();
        }

        _sheet.WriteEndElement();
    }

    private static string Serial(DateTime moment) => moment.ToOADate().ToString(CultureInfo.InvariantCulture);

    private void Number(string style, string value)
    {
        _sheet.WriteAttributeString("s", style);
        _sheet.WriteElementString("v", value);
    }

    private void Text(string text, bool header)
    {
        if (header || LooksLikeFormula(text))
        {
            _sheet.WriteAttributeString("s", header ? XlsxParts.Header : XlsxParts.Quoted);
        }

        _sheet.WriteAttributeString("t", "inlineStr");
        _sheet.WriteStartElement("is");
        _sheet.WriteStartElement("t");
        _sheet.WriteAttributeString("xml", "space", null, "preserve");
        _sheet.WriteString(Clean(text));
        _sheet.WriteEndElement();
        _sheet.WriteEndElement();
    }

    // What XML cannot say, Excel would refuse with the whole file.
    private static string Clean(string text)
    {
        var cut = text.Length > LongestText ? text[..LongestText] : text;
        return cut.All(c => XmlConvert.IsXmlChar(c)) ? cut : new string([.. cut.Where(c => XmlConvert.IsXmlChar(c))]);
    }
}
