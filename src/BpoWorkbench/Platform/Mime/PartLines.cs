namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// The lines of the innermost part: it ends at any boundary of those around it, so that a part whose own boundary is missing ends with
/// its parent (RFC 2046, 5.1.2).
/// </summary>
internal sealed class PartLines(ByteLines lines)
{
    private const int LongestBoundary = 4_000;

    private readonly List<byte[]> _boundaries = [];
    private long _checked = -1;
    private int _level = -1;
    private bool _closes;
    private int _lastEnding;
    private bool _lastBlank;

    /// <summary>The file of several messages that it is one of; null where there is one.</summary>
    public Mbox? Mbox { get; init; }

    public int Depth => _boundaries.Count;

    public bool IsAtEnd => !lines.Load();

    public long Offset => lines.Offset;

    /// <summary>Where the content ended, if it ends here.</summary>
    public long EndOffset => lines.Offset - (lines.Load() ? _lastEnding : 0);

    public bool BeginsLine => lines.BeginsLine;

    public ReadOnlySpan<byte> Text =>
        Mbox is { Unquotes: true } && lines.BeginsLine && Mbox.IsQuoted(lines.Text)
            ? lines.Text[1..] : lines.Text;

    public ReadOnlySpan<byte> Ending => lines.Ending;

    public ReadOnlySpan<byte> After(int bytes) => lines.After(bytes);

    /// <summary>Whether there is a line, and it belongs to the part.</summary>
    public bool Content()
    {
        if (!lines.Load())
        {
            return false;
        }

        if (_checked != lines.Offset)
        {
            _checked = lines.Offset;
            _level = lines.BeginsLine ? Level() : -1;
        }

        return _level < 0;
    }

    /// <summary>Whether the line is a boundary of that level, and which.</summary>
    public bool IsBoundary(int level, out bool closes)
    {
        closes = false;
        if (Content() || !lines.Load() || _level != level)
        {
            return false;
        }

        closes = _closes;
        return true;
    }

    public void SkipContent()
    {
        while (Content())
        {
            Advance();
        }
    }

    public void Advance()
    {
        _lastEnding = lines.Ending.Length;
        _lastBlank = lines.BeginsLine && lines.Text.Length == 0;
        lines.Advance();
    }

    /// <summary>False where no line can be one of it.</summary>
    public bool Push(byte[] boundary)
    {
        if (boundary.Length > LongestBoundary)
        {
            return false;
        }

        _boundaries.Add(boundary);
        _checked = -1;
        return true;
    }

    public void Pop()
    {
        _boundaries.RemoveAt(_boundaries.Count - 1);
        _checked = -1;
    }

    // The innermost first: a child may have the boundary of its parent.
    private int Level()
    {
        _closes = false;
        var text = lines.Text;
        if (text.StartsWith("--"u8))
        {
            text = text[2..];
            for (var i = _boundaries.Count - 1; i >= 0; i--)
            {
                if (text.StartsWith(_boundaries[i]) && IsEnd(text[_boundaries[i].Length..], _boundaries[i].Length == 0, out _closes))
                {
                    return i;
                }
            }
        }

        return Mbox is { } mbox && mbox.Begins(lines, _lastBlank) ? int.MaxValue : -1;
    }

    private static bool IsEnd(ReadOnlySpan<byte> rest, bool exactly, out bool closes)
    {
        closes = rest.StartsWith("--"u8);
        rest = closes ? rest[2..] : rest;
        return exactly ? rest.Length == 0 : rest.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0;
    }
}
