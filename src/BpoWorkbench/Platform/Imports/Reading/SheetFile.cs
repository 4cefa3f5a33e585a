using System.Text;
using BpoWorkbench.Domain;

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
    /// stream must be able to seek, and is owned from here on. Refuses with file.empty, file.not-a-workbook, file.encrypted,
    /// file.too-large, file.damaged.
    /// </summary>
    public static SheetFile Open(Stream stream, string name, ReadingLimits? limits = null)
    {
        try
        {
            return new SheetFile(stream, name, Source(stream, name, limits ?? new ReadingLimits()));
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

    private static ISheetSource Source(Stream stream, string name, ReadingLimits limits)
    {
        if (stream.Length > limits.FileBytes)
        {
            throw new Refusal("file.too-large");
        }

        Span<byte> start = new byte[4096];
        stream.Position = 0;
        var kind = FileKinds.Of(start[..stream.ReadAtLeast(start, start.Length, false)]);
        switch (kind)
        {
            case FileKind.Text:
                return new TextSource(stream, Path.GetFileNameWithoutExtension(name), limits);
            case FileKind.Zip when ZipGuard.Check(stream, limits):
                return new BinaryWorkbookSource(stream, limits);
            case FileKind.Compound:
                CompoundGuard.Check(stream);
                break;
        }

        return new WorkbookSource(stream, limits);
    }
}
