using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading.Unlocking;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>A client's workbook or text file, read row by row.</summary>
public sealed class SheetFile : IDisposable
{
    // Before anything else: the workbook reader asks for Windows-1252 as soon as it is configured.
    static SheetFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    private readonly Stream _stream;
    private readonly ISheetSource _source;
    private IReadOnlyList<SheetInfo>? _sheets;

    private SheetFile(Stream stream, string name, ISheetSource source)
    {
        (_stream, Name, _source) = (stream, name, source);
    }

    public string Name { get; }

    /// <summary>The sheets in the file's order, hidden ones included; a text file is one sheet. Walks the file once.</summary>
    public IReadOnlyList<SheetInfo> Sheets => _sheets ??= _source.List();

    /// <summary>
    /// The format is found from the content: .xlsx, .xlsb, .xls, or text in UTF-8, UTF-16 or Windows-1252, separated by ; , tab or |. The
    /// stream must be able to seek, and is owned from here on. Refuses with file.empty, file.not-a-workbook, file.damaged; file.encrypted,
    /// file.password-wrong, file.locked-otherwise; and what <see cref="ReadingLimits"/> names.
    /// </summary>
    public static SheetFile Open(Stream stream, string name, ReadingLimits? limits = null, string? password = null)
    {
        limits ??= new ReadingLimits();
        try
        {
            if (stream.Length > limits.FileBytes)
            {
                throw new Refusal("file.limit.bytes", ReadingLimits.Megabytes(limits.FileBytes));
            }

            stream = UnlockedFile.Of(stream, password);
            return new SheetFile(stream, name, Source(stream, name, limits, password));
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>
    /// The rows of a sheet that hold anything, one at a time: memory does not grow with them. Only one sheet can be read at once, each
    /// enumeration starts anew. Refuses with file.damaged or file.encrypted where the file breaks off.
    /// </summary>
    public IEnumerable<SheetRow> Rows(int sheet = 0) => _source.Rows(sheet);

    public void Dispose()
    {
        _source.Dispose();
        _stream.Dispose();
    }

    private static ISheetSource Source(Stream stream, string name, ReadingLimits limits, string? password)
    {
        Span<byte> start = new byte[4096];
        stream.Position = 0;
        var kind = FileKinds.Of(start[..stream.ReadAtLeast(start, start.Length, false)]);
        return kind switch
        {
            FileKind.Text => new TextSource(stream, Path.GetFileNameWithoutExtension(name), limits),
            FileKind.Zip when ZipGuard.Check(stream, limits) => new BinaryWorkbookSource(stream, limits),
            _ => new WorkbookSource(stream, limits, password),
        };
    }
}
