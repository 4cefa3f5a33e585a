namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>
/// Watches a part of a workbook pass by: its reader makes one string of a text, so none may be much longer than allowed, whether plain, in
/// a section of its own (CDATA) or with comments in it. Most of what passes is only searched, not looked at tag by tag.
/// </summary>
internal sealed class TextRuns(int most)
{
    private const int LongestMark = 9;
    private byte[] _left = [];
    private byte[]? _end;
    private long _run;

    /// <summary>False where a text is too long. The bytes are the next of the part, some tens of thousands.</summary>
    public bool Pass(ReadOnlySpan<byte> next)
    {
        ReadOnlySpan<byte> bytes = [.. _left, .. next];
        while (true)
        {
            var found = _end is null ? Section(bytes) : bytes.IndexOf(_end);
            // What begins or ends a section may be cut in two here.
            var passed = found >= 0 ? found : Math.Max(0, bytes.Length - LongestMark);
            // Only a tag ends a text, and in a section there is none.
            _run = _end is null && bytes[..passed].LastIndexOf((byte)'<') is >= 0 and var tag ? passed - tag : _run + passed;
            bytes = bytes[passed..];
            if (found < 0 || bytes.Length < LongestMark)
            {
                _left = bytes.ToArray();
                return _run <= most;
            }

            bytes = bytes[Step(bytes)..];
        }
    }

    private static int Section(ReadOnlySpan<byte> bytes)
    {
        var (section, instruction) = (bytes.IndexOf("<!"u8), bytes.IndexOf("<?"u8));
        return section < 0 || instruction < 0 ? Math.Max(section, instruction) : Math.Min(section, instruction);
    }

    private int Step(ReadOnlySpan<byte> bytes)
    {
        if (_end is { } end)
        {
            _end = null;
            return end.Length;
        }

        // What else begins so is a document type, which the reader refuses.
        _end = bytes.StartsWith("<![CDATA["u8) ? [.. "]]>"u8] : bytes.StartsWith("<!--"u8) ? [.. "-->"u8] : bytes[1] == (byte)'?' ? [.. "?>"u8] : null;
        return 2;
    }
}
