using System.IO.Compression;
using System.Text;

namespace BpoWorkbench.Benchmarks;

/// <summary>Makes a workbook of ten text columns with shared strings, half of them distinct.</summary>
internal static class LargeWorkbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Packages = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const int Columns = 10;

    public static void Write(string path, int rows)
    {
        using var zip = new ZipArchive(File.Create(path), ZipArchiveMode.Create);
        Part(zip, "[Content_Types].xml", text => text.Write("<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/></Types>"));
        Part(zip, "_rels/.rels", text => text.Write($"<Relationships xmlns=\"{Packages}\"><Relationship Id=\"r1\" Type=\"{Relations}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"));
        Part(zip, "xl/workbook.xml", text => text.Write($"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets><sheet name=\"Rows\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"));
        Part(zip, "xl/_rels/workbook.xml.rels", text => text.Write($"<Relationships xmlns=\"{Packages}\"><Relationship Id=\"r1\" Type=\"{Relations}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{Relations}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"));
        var distinct = rows * Columns / 2;
        Part(zip, "xl/sharedStrings.xml", text =>
        {
            text.Write($"<sst xmlns=\"{Main}\" count=\"{rows * Columns}\" uniqueCount=\"{distinct}\">");
            for (var i = 0; i < distinct; i++)
            {
                text.Write($"<si><t>Calle Mayor {i}</t></si>");
            }

            text.Write("</sst>");
        });
        Part(zip, "xl/worksheets/sheet1.xml", text => Sheet(text, rows, distinct));
    }

    private static void Sheet(StreamWriter text, int rows, int distinct)
    {
        text.Write($"<worksheet xmlns=\"{Main}\"><dimension ref=\"A1:J{rows}\"/><sheetData>");
        for (var row = 0; row < rows; row++)
        {
            text.Write($"<row r=\"{row + 1}\">");
            for (var column = 0; column < Columns; column++)
            {
                text.Write($"<c r=\"{(char)('A' + column)}{row + 1}\" t=\"s\"><v>{(row * Columns + column) % distinct}</v></c>");
            }

            text.Write("</row>");
        }

        text.Write("</sheetData></worksheet>");
    }

    private static void Part(ZipArchive zip, string name, Action<StreamWriter> write)
    {
        using var text = new StreamWriter(zip.CreateEntry(name, CompressionLevel.Fastest).Open(), new UTF8Encoding(false));
        write(text);
    }
}
