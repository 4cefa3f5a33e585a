using System.Text;
using BpoWorkbench.Domain;
using CsvHelper;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The one sheet of a text file (.csv, .tsv and whatever else separates columns).</summary>
internal sealed class TextSource : ISheetSource
{
    private readonly Stream _stream;
    private readonly string _name;
    private readonly ReadingLimits _limits;
    private readonly Encoding _encoding;
    private readonly int _lines;
    private readonly char _delimiter;
    private readonly bool _declared;

    public TextSource(Stream stream, string name, ReadingLimits limits)
    {
        (_stream, _name, _limits) = (stream, name, limits);
        (_encoding, _lines) = TextEncoding.Find(stream);
        using var text = Open();
        (_delimiter, _declared) = Delimiter.Find(text);
    }

    public IReadOnlyList<SheetInfo> List() => [new SheetInfo(0, _name, _declared ? _lines - 1 : _lines, false)];

    public IEnumerable<SheetRow> Rows(int sheet)
    {
        using var text = Open();
        if (_declared)
        {
            text.ReadLine();
        }

        using var reader = CsvReader.Create(text, Options, leaveOpen: true);
        for (var number = _declared ? 2 : 1; Read(reader, number); number++)
        {
            var last = reader.FieldCount - 1;
            while (last >= 0 && reader.IsEmpty(last))
            {
                last--;
            }

            if (last >= _limits.Columns)
            {
                throw new Refusal("file.limit.columns", _limits.Columns);
            }

            if (last >= 0)
            {
                var cells = new object?[last + 1];
                for (var i = 0; i < cells.Length; i++)
                {
                    cells[i] = reader.IsEmpty(i) ? null : reader.GetString(i);
                }

                yield return new SheetRow(number, cells);
            }
        }
    }

    public void Dispose()
    {
    }

    private CsvReaderOptions Options => new()
    {
        Separator = _delimiter,
        HasHeader = false,
        // Counted, so that a row has the number a person finds it at.
        SkipEmptyLines = false,
        MaxRecordSize = _limits.RecordBytes,
    };

    private bool Read(CsvReader reader, int number)
    {
        try
        {
            return reader.Read();
        }
        catch (CsvFormatException)
        {
            // It takes quotes as they come, so that is the only fault it finds.
            throw new Refusal("file.limit.record", number, ReadingLimits.Megabytes(_limits.RecordBytes));
        }
        catch (Exception exception) when (exception is InvalidDataException or InvalidOperationException)
        {
            throw new Refusal("file.damaged");
        }
    }

    private StreamReader Open()
    {
        _stream.Position = 0;
        return new StreamReader(_stream, _encoding, detectEncodingFromByteOrderMarks: true, 1 << 16, leaveOpen: true);
    }
}
