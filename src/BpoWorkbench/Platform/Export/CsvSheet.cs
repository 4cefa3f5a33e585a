using System.Globalization;
using System.Text;

namespace BpoWorkbench.Platform.Export;

/// <summary>A list as text that Excel opens as it is: UTF-8 with its mark, and the separator that the reader's Excel expects.</summary>
public sealed class CsvSheet : SheetWriter
{
    private readonly StreamWriter _text;
    private readonly CultureInfo _culture;
    private readonly char _separator;

    private CsvSheet(Stream stream, CultureInfo culture)
    {
        _text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), leaveOpen: true) { NewLine = "\r\n" };
        _culture = culture;
        _separator = culture.NumberFormat.NumberDecimalSeparator == "," ? ';' : ',';
    }

    public static async Task<CsvSheet> Start(Stream stream, IReadOnlyList<SheetColumn> columns, CultureInfo culture)
    {
        var sheet = new CsvSheet(stream, culture);
        await sheet.Row([.. columns.Select(c => c.Title)]);
        return sheet;
    }

    public override async Task Row(IReadOnlyList<object?> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
            {
                await _text.WriteAsync(_separator);
            }

            await _text.WriteAsync(Cell(cells[i]));
        }

        await _text.WriteLineAsync();
    }

    public override ValueTask DisposeAsync() => _text.DisposeAsync();

    private string Cell(object? value) => value switch
    {
        null => "",
        int or long => ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        decimal amount => amount.ToString("0.00", _culture),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture),
        _ => Quoted(value.ToString() ?? ""),
    };

    private string Quoted(string text)
    {
        // The one sign that every spreadsheet reads as "what follows is text".
        var safe = LooksLikeFormula(text) ? $"'{text}" : text;
        return safe.AsSpan().IndexOfAny(['"', '\r', '\n', _separator]) < 0 ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}
