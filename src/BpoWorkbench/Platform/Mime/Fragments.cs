namespace BpoWorkbench.Platform.Mime;

/// <summary>A message that was too large to travel at once, made whole from its fragments (RFC 2046, 5.2.2).</summary>
internal static class Fragments
{
    /// <summary>The whole; null where one is missing, or it is larger than so many bytes.</summary>
    public static MemoryStream? Join(IEnumerable<(MailMessage Message, Stream Of)> fragments, long atMost)
    {
        var each = fragments.Where(f => f.Message.Fragment is not null).DistinctBy(f => f.Message.Fragment!.Number).OrderBy(f => f.Message.Fragment!.Number).ToList();
        if (each.Count == 0 || each.Exists(f => f.Message.Fragment!.Id != each[0].Message.Fragment!.Id)
            || each.Max(f => f.Message.Fragment!.Total) != each.Count || each[^1].Message.Fragment!.Number != each.Count
            || each.Sum(f => f.Message.Structure.End - f.Message.Structure.Begin) > atMost)
        {
            return null;
        }

        var whole = new MemoryStream();
        var (first, of) = (each[0].Message.Structure, each[0].Of);
        Fields(of, first.Begin, first.Body, false, whole);
        var rest = Fields(of, first.Body, first.End, true, whole);
        whole.Write("\n"u8);
        Copy(of, rest, first.End, whole);
        foreach (var (message, from) in each.Skip(1))
        {
            Copy(from, message.Structure.Body, message.Structure.End, whole);
        }

        whole.Position = 0;
        return whole;
    }

    // Of the fields around the first fragment those stay that are about the journey; what is about the content stands within it.
    private static long Fields(Stream from, long begin, long end, bool isInner, Stream to)
    {
        from.Position = begin;
        using var lines = new ByteLines(from);
        var isKept = false;
        for (; lines.Load() && begin + lines.Offset < end; lines.Advance())
        {
            if (lines.Text.Length == 0)
            {
                return begin + lines.Offset + lines.Ending.Length;
            }

            if (lines.BeginsLine && lines.Text[0] is not ((byte)' ' or (byte)'\t'))
            {
                isKept = IsOfContent(lines.Text[..Math.Max(0, lines.Text.IndexOf((byte)':'))]) == isInner;
            }

            if (isKept)
            {
                to.Write(lines.TextAndEnding);
            }
        }

        return end;
    }

    private static bool IsOfContent(ReadOnlySpan<byte> name)
    {
        name = name.TrimEnd(" \t"u8);
        return (name.Length > 8 && System.Text.Ascii.EqualsIgnoreCase(name[..8], "Content-"u8)) || System.Text.Ascii.EqualsIgnoreCase(name, "Subject"u8)
            || System.Text.Ascii.EqualsIgnoreCase(name, "Message-ID"u8) || System.Text.Ascii.EqualsIgnoreCase(name, "Encrypted"u8)
            || System.Text.Ascii.EqualsIgnoreCase(name, "MIME-Version"u8);
    }

    // They were cut between lines, whether or not the last line of one kept its ending.
    private static void Copy(Stream from, long begin, long end, Stream to)
    {
        from.Position = begin;
        using var lines = new ByteLines(from);
        var isEnded = true;
        for (; lines.Load() && begin + lines.Offset < end; lines.Advance())
        {
            to.Write(lines.TextAndEnding);
            isEnded = lines.Ending.Length > 0;
        }

        if (!isEnded)
        {
            to.Write("\n"u8);
        }
    }
}
