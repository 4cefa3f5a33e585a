namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Which numbers of an .xlsb workbook are dates or durations, by the formats of its cells.</summary>
internal sealed class CellDates
{
    private const double LastSerial = 2_958_465.999_99;
    private readonly List<Look> _styles = [];
    private readonly bool _uses1904;

    private enum Look : byte { Number, Date, Duration }

    public CellDates(BinaryRecords? styles, bool uses1904)
    {
        const int Format = 44;
        const int Style = 47;
        const int BeginCellStyles = 617;
        const int EndCellStyles = 618;
        _uses1904 = uses1904;
        var formats = new Dictionary<int, Look>();
        var isCell = false;
        using (styles)
        {
            while (styles?.Read() == true)
            {
                isCell = (isCell || styles.Type == BeginCellStyles) && styles.Type != EndCellStyles;
                if (styles.Type == Format)
                {
                    formats[styles.UInt16(0)] = LookOf(styles.Text(2, out _));
                }
                else if (styles.Type == Style && isCell)
                {
                    var format = styles.UInt16(2);
                    _styles.Add(formats.TryGetValue(format, out var look) ? look : BuiltIn(format));
                }
            }
        }
    }

    /// <summary>A double, or the DateTime or TimeSpan that the cell's format shows it as.</summary>
    public object Of(double number, int style) => style >= _styles.Count ? number : _styles[style] switch
    {
        Look.Date when number >= 0 && number + (_uses1904 ? 1462 : 0) <= LastSerial => DateTime.FromOADate(_uses1904 ? number + 1462 : number),
        Look.Duration when Math.Abs(number) < LastSerial => TimeSpan.FromDays(number),
        _ => number,
    };

    // ECMA-376 part 1, 18.8.30: formats that are not written into the file.
    private static Look BuiltIn(int format) => format switch
    {
        >= 14 and <= 22 or >= 27 and <= 36 or 45 or 47 or >= 50 and <= 58 => Look.Date,
        46 => Look.Duration,
        _ => Look.Number,
    };

    private static Look LookOf(string format)
    {
        for (var i = 0; i < format.Length; i++)
        {
            switch (char.ToLowerInvariant(format[i]))
            {
                case '"':
                    i = format.IndexOf('"', i + 1) is >= 0 and var quote ? quote : format.Length;
                    break;
                case '\\' or '_' or '*':
                    i++;
                    break;
                case '[':
                    var end = format.IndexOf(']', i);
                    if (end < 0)
                    {
                        return Look.Number;
                    }

                    if (end > i + 1 && format.AsSpan(i + 1, end - i - 1).TrimStart("hHmMsS").IsEmpty)
                    {
                        return Look.Duration;
                    }

                    i = end;
                    break;
                case 'y' or 'm' or 'd' or 'h' or 's':
                    return Look.Date;
                case '0' or '#' or '?' or ';' or 'g':
                    return Look.Number;
            }
        }

        return Look.Number;
    }
}
