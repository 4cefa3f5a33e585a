using BpoWorkbench.Domain;
using ExcelDataReader;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The sheets of a workbook (.xlsx, and .xls back to Excel 2.1).</summary>
internal sealed class WorkbookSource : ISheetSource
{
    private const int ColumnsLookedAt = 256;
    private static readonly SheetRow End = new(0, []);

    private readonly IExcelDataReader _reader;
    private readonly ReadingLimits _limits;

    public WorkbookSource(Stream stream, ReadingLimits limits, string? password)
    {
        _limits = limits;
        stream.Position = 0;
        // Outside the guard: a fault of ours must not pass for one of the file's.
        var configuration = new ExcelReaderConfiguration { FallbackEncoding = TextEncoding.Windows1252, LeaveOpen = true, Password = password };
        _reader = FileFault.Guard(() => ExcelReaderFactory.CreateReader(stream, configuration), password is null ? "file.encrypted" : "file.password-wrong");
    }

    public IReadOnlyList<SheetInfo> List()
    {
        var sheets = new List<SheetInfo>(_reader.ResultsCount);
        FileFault.Guard(_reader.Reset);
        do
        {
            if (_reader.ResultsCount > 0)
            {
                sheets.Add(new SheetInfo(sheets.Count, _reader.Name, _reader.RowCount, _reader.VisibleState is "hidden" or "veryhidden", HiddenColumns()));
            }
        }
        while (FileFault.Guard(_reader.NextResult));
        return sheets;
    }

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        FileFault.Guard(_reader.Reset);
        for (var i = 0; i < sheet; i++)
        {
            FileFault.Guard(_reader.NextResult);
        }

        // The reader sets aside what the sheet claims: nothing is read of one that claims the impossible.
        if (_reader.RowCount > _limits.Rows)
        {
            throw new Refusal("file.limit.rows", _limits.Rows);
        }

        if (_reader.FieldCount > _limits.Columns)
        {
            throw new Refusal("file.limit.columns", _limits.Columns);
        }

        if ((long)_reader.RowCount * _reader.FieldCount > _limits.Cells)
        {
            throw new Refusal("file.limit.cells", _limits.Cells);
        }

        var number = 0;
        Func<SheetRow?> next = () => Next(++number);
        for (var row = FileFault.Guard(next); !ReferenceEquals(row, End); row = FileFault.Guard(next))
        {
            if (row is not null)
            {
                yield return row;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    // Each column is looked for in all that the sheet says of columns, so not in those a person could not mean.
    private int HiddenColumns() => Enumerable.Range(0, Math.Min(_reader.FieldCount, ColumnsLookedAt)).Count(column => _reader.GetColumnWidth(column) == 0);

    // A row without any value is null; End is the end of the sheet.
    private SheetRow? Next(int number)
    {
        if (!_reader.Read())
        {
            return End;
        }

        var last = _reader.FieldCount - 1;
        while (last >= 0 && _reader.GetValue(last) is null)
        {
            last--;
        }

        if (last < 0)
        {
            return null;
        }

        var cells = new object?[last + 1];
        for (var i = 0; i < cells.Length; i++)
        {
            cells[i] = _reader.GetValue(i);
        }

        return new SheetRow(number, cells, _reader.RowHeight == 0);
    }
}
