using BpoWorkbench.Domain;
using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace BpoWorkbench.Features.Imports.Reading;

/// <summary>The sheets of a workbook (.xlsx, .xlsb, .xls back to Excel 2.1).</summary>
internal sealed class WorkbookSource : ISheetSource
{
    private readonly IExcelDataReader _reader;
    private readonly ReadingLimits _limits;

    public WorkbookSource(Stream stream, ReadingLimits limits)
    {
        _limits = limits;
        stream.Position = 0;
        _reader = Guarded(() => ExcelReaderFactory.CreateReader(stream, new ExcelReaderConfiguration { FallbackEncoding = TextEncoding.Windows1252, LeaveOpen = true }));
    }

    public IReadOnlyList<SheetInfo> List()
    {
        var sheets = new List<SheetInfo>(_reader.ResultsCount);
        Guarded(_reader.Reset);
        do
        {
            if (_reader.ResultsCount > 0)
            {
                sheets.Add(new SheetInfo(sheets.Count, _reader.Name, _reader.RowCount, _reader.VisibleState is "hidden" or "veryhidden"));
            }
        }
        while (Guarded(_reader.NextResult));
        return sheets;
    }

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        Guarded(_reader.Reset);
        for (var i = 0; i < sheet; i++)
        {
            Guarded(_reader.NextResult);
        }

        // The reader sets aside what the sheet claims: nothing is read of one that claims the impossible.
        if (_reader.FieldCount > _limits.Columns || _reader.RowCount > _limits.Rows)
        {
            throw new Refusal("file.damaged");
        }

        for (var number = 1; TryRead(number, out var row); number++)
        {
            if (row is not null)
            {
                yield return row;
            }
        }
    }

    public void Dispose() => _reader.Dispose();

    private bool TryRead(int number, out SheetRow? row)
    {
        row = null;
        try
        {
            if (!_reader.Read())
            {
                return false;
            }

            var last = _reader.FieldCount - 1;
            while (last >= 0 && _reader.GetValue(last) is null)
            {
                last--;
            }

            if (last >= 0)
            {
                var cells = new object?[last + 1];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = _reader.GetValue(i);
                }

                row = new SheetRow(number, cells);
            }

            return true;
        }
        catch (Exception exception) when (IsTheFilesFault(exception))
        {
            throw Refused(exception);
        }
    }

    private static void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    private static T Guarded<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception exception) when (IsTheFilesFault(exception))
        {
            throw Refused(exception);
        }
    }

    // Bytes that lie make the reader throw anything at all, down to index and null errors.
    private static bool IsTheFilesFault(Exception exception) => exception is not (Refusal or OperationCanceledException or ObjectDisposedException);

    private static Refusal Refused(Exception exception) => exception switch
    {
        InvalidPasswordException => new Refusal("file.encrypted"),
        HeaderException => new Refusal("file.not-a-workbook"),
        _ => new Refusal("file.damaged"),
    };
}
