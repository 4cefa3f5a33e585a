using System.IO.Compression;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The sheets of a binary workbook (.xlsb, MS-XLSB), which ExcelDataReader 3.6 does not read.</summary>
internal sealed class BinaryWorkbookSource : ISheetSource
{
    private readonly ZipArchive _zip;
    private readonly ReadingLimits _limits;
    private readonly List<(string Name, string Part, bool IsHidden)> _sheets = [];
    private readonly List<string> _texts = [];
    private readonly CellDates _dates;

    public BinaryWorkbookSource(Stream stream, ReadingLimits limits)
    {
        _limits = limits;
        stream.Position = 0;
        _zip = FileFault.Guard(() => new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true));
        var uses1904 = false;
        FileFault.Guard(() => ReadWorkbook(out uses1904));
        FileFault.Guard(ReadTexts);
        _dates = FileFault.Guard(() => new CellDates(Part("xl/styles.bin"), uses1904));
    }

    public IReadOnlyList<SheetInfo> List() => [.. _sheets.Select((sheet, index) => new SheetInfo(index, sheet.Name, FileFault.Guard(() => RowsOf(sheet.Part)), sheet.IsHidden))];

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        using var records = FileFault.Guard(() => Part(_sheets[sheet].Part) ?? throw new InvalidDataException());
        var rows = new BinaryRows(records, _texts, _dates, _limits);
        while (FileFault.Guard(rows.Next) is { } row)
        {
            yield return row;
        }
    }

    public void Dispose() => _zip.Dispose();

    private BinaryRecords? Part(string name) =>
        _zip.Entries.FirstOrDefault(entry => entry.FullName.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } entry
            ? new BinaryRecords(entry.Open(), _limits.RecordBytes)
            : null;

    private void ReadWorkbook(out bool uses1904)
    {
        const int Properties = 153;
        const int Sheet = 156;
        uses1904 = false;
        var parts = Relations();
        using var records = Part("xl/workbook.bin") ?? throw new InvalidDataException();
        while (records.Read())
        {
            switch (records.Type)
            {
                case Properties:
                    uses1904 = (records.Int32(0) & 1) != 0;
                    break;
                case Sheet:
                    var relation = records.Text(8, out var next);
                    var name = records.Text(next, out _);
                    if (parts.TryGetValue(relation, out var part))
                    {
                        _sheets.Add((name, part, records.Int32(0) != 0));
                    }

                    break;
            }
        }
    }

    // Only worksheets: charts and macros have rows of another kind, or none.
    private Dictionary<string, string> Relations()
    {
        using var stream = _zip.GetEntry("xl/_rels/workbook.bin.rels")?.Open() ?? throw new InvalidDataException();
        return PlainXml.Load(stream).Elements()
            .Where(relation => ((string?)relation.Attribute("Type"))?.EndsWith("/worksheet", StringComparison.Ordinal) == true)
            .ToDictionary(relation => (string)relation.Attribute("Id")!, relation => FullName((string)relation.Attribute("Target")!), StringComparer.Ordinal);
    }

    private static string FullName(string target) => target.StartsWith('/') ? target[1..] : "xl/" + target;

    private void ReadTexts()
    {
        const int Text = 19;
        using var records = Part("xl/sharedStrings.bin");
        while (records?.Read() == true)
        {
            if (records.Type == Text)
            {
                _texts.Add(records.Text(1, out _));
            }
        }
    }

    private int RowsOf(string part)
    {
        const int Dimension = 148;
        const int BeginData = 145;
        using var records = Part(part);
        while (records?.Read() == true && records.Type != BeginData)
        {
            if (records.Type == Dimension)
            {
                return Math.Clamp(records.Int32(4), 0, _limits.Rows - 1) + 1;
            }
        }

        return 0;
    }
}
