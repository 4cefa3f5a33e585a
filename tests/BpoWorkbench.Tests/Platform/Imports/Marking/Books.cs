using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using BpoWorkbench.Platform.Imports.Marking;
using BpoWorkbench.Platform.Imports.Reading;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

/// <summary>Workbooks as clients send them, made part by part, and what became of them.</summary>
internal static class Books
{
    public const string Title = "Errores de la importación";
    public const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    public const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    public const string Sheet1 = "xl/worksheets/sheet1.xml";

    private const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";

    public static async Task<(byte[] Bytes, MarkedFile File)> Mark(byte[] original, MarkedSheet sheet, params RowMarks[] rows)
    {
        using var from = new MemoryStream(original);
        using var to = new MemoryStream();
        var file = await MarkedWorkbook.Write(from, () => SheetFile.Open(new MemoryStream(original), "clientes"), sheet, Stream(rows), to);
        return (to.ToArray(), file);
    }

    public static async Task<byte[]> Mark(byte[] original, params RowMarks[] rows) => (await Mark(original, new MarkedSheet(0, 1, Title), rows)).Bytes;

    public static async IAsyncEnumerable<RowMarks> Stream(IEnumerable<RowMarks> rows)
    {
        foreach (var row in rows)
        {
            yield return row;
        }

        await Task.CompletedTask;
    }

    /// <summary>A workbook of one sheet from its own XML; other parts by name, null leaves one out.</summary>
    public static byte[] Raw(string sheet, params (string Name, string? Text)[] others)
    {
        var parts = new Dictionary<string, string?>
        {
            ["[Content_Types].xml"] = $"""<Types xmlns="{Package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{Types}.sheet.main+xml"/><Override PartName="/{Sheet1}" ContentType="{Types}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="{Types}.styles+xml"/></Types>""",
            ["_rels/.rels"] = Relations(("r1", "officeDocument", "xl/workbook.xml")),
            ["xl/workbook.xml"] = $"""<workbook xmlns="{Main}" xmlns:r="{Office}"><sheets><sheet name="Uno" sheetId="1" r:id="r1"/></sheets></workbook>""",
            ["xl/_rels/workbook.xml.rels"] = Relations(("r1", "worksheet", "/xl/worksheets/sheet1.xml"), ("r2", "styles", "styles.xml")),
            ["xl/styles.xml"] = $"""<styleSheet xmlns="{Main}"><numFmts count="1"><numFmt numFmtId="164" formatCode="0.000"/></numFmts><cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>""",
            [Sheet1] = sheet,
        };
        foreach (var (name, text) in others)
        {
            parts[name] = text;
        }

        return Zip(parts.Where(p => p.Value is not null).Select(p => (p.Key, Encoding.UTF8.GetBytes(p.Value!))));
    }

    public static string Relations(params (string Id, string Kind, string Target)[] all) =>
        $"""<Relationships xmlns="{Package}/relationships">{string.Concat(all.Select(r => $"""<Relationship Id="{r.Id}" Type="{Office}/{r.Kind}" Target="{r.Target}"/>"""))}</Relationships>""";

    public static string Sheet(string inside) => $"""<worksheet xmlns="{Main}" xmlns:r="{Office}">{inside}</worksheet>""";

    public static byte[] Zip(IEnumerable<(string Name, byte[] Bytes)> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    public static Dictionary<string, byte[]> Parts(byte[] book)
    {
        using var zip = new ZipArchive(new MemoryStream(book));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var part = e.Open();
            using var bytes = new MemoryStream();
            part.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    public static string Text(byte[] book, string part) => Encoding.UTF8.GetString(Parts(book)[part]);

    public static XElement Xml(byte[] book, string part = Sheet1) => XElement.Parse(Text(book, part));

    /// <summary>Names of all cells of a sheet, in the order they stand.</summary>
    public static string Cells(byte[] book, string part = Sheet1) => string.Join(' ', Xml(book, part).Descendants().Where(e => e.Name.LocalName == "c").Select(e => (string?)e.Attribute("r")));

    /// <summary>The attribute of the format of a cell.</summary>
    public static string? Format(byte[] book, string cell, string attribute)
    {
        var style = (int?)Xml(book).Descendants().Single(e => e.Name.LocalName == "c" && (string?)e.Attribute("r") == cell).Attribute("s") ?? 0;
        return (string?)Xml(book, "xl/styles.xml").Elements().Single(e => e.Name.LocalName == "cellXfs").Elements().ElementAt(style).Attribute(attribute);
    }

    /// <summary>The colour of the fill of a cell.</summary>
    public static string? Colour(byte[] book, string cell) =>
        Xml(book, "xl/styles.xml").Elements().Single(e => e.Name.LocalName == "fills").Elements().ElementAt(int.Parse(Format(book, cell, "fillId") ?? "0"))
            .Descendants().Where(e => e.Name.LocalName == "fgColor").Select(e => (string?)e.Attribute("rgb")).FirstOrDefault();

    public static List<SheetRow> Rows(byte[] book, int sheet = 0)
    {
        using var file = SheetFile.Open(new MemoryStream(book), "clientes");
        return file.Rows(sheet).ToList();
    }

    /// <summary>Cell and text of each comment of the first sheet, as Excel finds them: by the parts that the sheet leads to.</summary>
    public static Dictionary<string, string> Comments(byte[] book)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(book), false);
        var first = document.WorkbookPart!.Workbook.Sheets!.Elements<DocumentFormat.OpenXml.Spreadsheet.Sheet>().First();
        var sheet = (WorksheetPart)document.WorkbookPart.GetPartById(first.Id!);
        var comments = sheet.WorksheetCommentsPart?.Comments.CommentList!.Elements<DocumentFormat.OpenXml.Spreadsheet.Comment>().ToDictionary(c => c.Reference!.Value!, c => c.CommentText!.InnerText) ?? [];
        if (comments.Count > 0)
        {
            using var shapes = sheet.VmlDrawingParts.Single().GetStream();
            Assert.Equal(comments.Keys.Order(), Shapes(XElement.Load(shapes)).Order());
        }

        return comments;
    }

    /// <summary>What Excel would mend, or refuse to open.</summary>
    public static IEnumerable<string> Faults(byte[] book, FileFormatVersions version = FileFormatVersions.Microsoft365)
    {
        using var document = SpreadsheetDocument.Open(new MemoryStream(book), false);
        return new OpenXmlValidator(version).Validate(document).Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}").ToList();
    }

    private static IEnumerable<string> Shapes(XElement shapes) =>
        from data in shapes.Descendants()
        where data.Name.LocalName == "ClientData" && (string?)data.Attribute("ObjectType") == "Note"
        let row = (int)data.Elements().Single(e => e.Name.LocalName == "Row")
        let column = (int)data.Elements().Single(e => e.Name.LocalName == "Column")
        select CellName.Of(column, row + 1);
}
