using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The rows of one sheet of an .xlsb workbook, from its records (MS-XLSB 2.2.1, 2.5.97).</summary>
internal sealed class BinaryRows(BinaryRecords records, IReadOnlyList<string> texts, CellDates dates, ReadingLimits limits)
{
    private const int Row = 0;
    private const int EndData = 146;
    private readonly List<object?> _cells = [];
    private int _row = -1;
    private bool _ended;

    /// <summary>The next row that holds anything, or null at the end. Refuses what is beyond the limits; throws InvalidDataException and range errors on bytes that lie.</summary>
    public SheetRow? Next()
    {
        while (!_ended)
        {
            _ended = !records.Read() || records.Type == EndData;
            if ((_ended || records.Type == Row) && Take() is { } row)
            {
                return row;
            }

            if (!_ended && records.Type != Row && _row >= 0)
            {
                Add();
            }
        }

        return null;
    }

    private SheetRow? Take()
    {
        while (_cells.Count > 0 && _cells[^1] is null)
        {
            _cells.RemoveAt(_cells.Count - 1);
        }

        var row = _cells.Count > 0 ? new SheetRow(_row + 1, [.. _cells]) : null;
        _cells.Clear();
        if (!_ended)
        {
            var next = records.Int32(0);
            _row = next < limits.Rows ? next > _row ? next : throw new InvalidDataException() : throw new Refusal("file.limit.rows", limits.Rows);
        }

        return row;
    }

    private void Add()
    {
        if (Value() is not { } value)
        {
            return;
        }

        var column = records.Int32(0);
        if (column >= limits.Columns)
        {
            throw new Refusal("file.limit.columns", limits.Columns);
        }

        if (column < _cells.Count)
        {
            throw new InvalidDataException();
        }

        while (_cells.Count < column)
        {
            _cells.Add(null);
        }

        _cells.Add(value);
    }

    private object? Value() => records.Type switch
    {
        2 => dates.Of(Packed(records.Int32(8)), Style),
        3 or 11 => Error(records.Bytes[8]),
        4 or 10 => records.Bytes[8] != 0,
        5 or 9 => dates.Of(records.Double(8), Style),
        6 or 8 => records.Text(8, out _),
        7 => texts[records.Int32(8)],
        62 => records.Text(9, out _),
        _ => null,
    };

    private int Style => records.Int32(4) & 0xFFFFFF;

    // RkNumber: an integer or the upper half of a double, perhaps a hundred times too large.
    private static double Packed(int rk)
    {
        var number = (rk & 2) != 0 ? rk >> 2 : BitConverter.Int64BitsToDouble((long)(rk & ~3) << 32);
        return (rk & 1) != 0 ? number / 100 : number;
    }

    private static string Error(byte code) => code switch
    {
        0x00 => "#NULL!", 0x07 => "#DIV/0!", 0x0F => "#VALUE!", 0x17 => "#REF!", 0x1D => "#NAME?", 0x24 => "#NUM!", _ => "#N/A",
    };
}
