using System.Text;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The encoding of a text file, found from all of its bytes.</summary>
internal static class TextEncoding
{
    public static Encoding Windows1252 => Encoding.GetEncoding(1252);

    /// <summary>
    /// UTF-8 where every byte of the file fits it, UTF-16 by its mark or its nulls, otherwise Windows-1252. Also counts the lines. The
    /// whole file is read, because the first accent may stand in its last row.
    /// </summary>
    public static (Encoding Encoding, int Lines) Find(Stream stream)
    {
        var buffer = new byte[1 << 16];
        var chars = new char[buffer.Length + 1];
        var strict = new UTF8Encoding(false, true).GetDecoder();
        Encoding? found = null;
        long feeds = 0;
        long returns = 0;
        var last = (byte)'\n';
        stream.Position = 0;
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, false)) > 0;)
        {
            var bytes = buffer.AsSpan(0, read);
            if (stream.Position == read && IsWide(bytes))
            {
                found = IsBigEndian(bytes) ? Encoding.BigEndianUnicode : Encoding.Unicode;
            }

            found ??= Fits(strict, bytes, chars, read < buffer.Length) ? null : Windows1252;
            feeds += bytes.Count((byte)'\n');
            returns += bytes.Count((byte)'\r');
            last = bytes[^1] == 0 && read > 1 ? bytes[^2] : bytes[^1];
        }

        var lines = Math.Max(feeds, returns) + (last is (byte)'\n' or (byte)'\r' ? 0 : 1);
        return (found ?? new UTF8Encoding(false), (int)Math.Min(lines, int.MaxValue));
    }

    /// <summary>UTF-16, by its byte order mark, or without one where every other byte of the beginning is null.</summary>
    public static bool IsWide(ReadOnlySpan<byte> start) =>
        start is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] || (start.Length > 3 && (Nulls(start, 0) > 0.7 ^ Nulls(start, 1) > 0.7));

    private static bool IsBigEndian(ReadOnlySpan<byte> start) =>
        start is [0xFE, 0xFF, ..] || (start is not [0xFF, 0xFE, ..] && Nulls(start, 0) > 0.7);

    private static double Nulls(ReadOnlySpan<byte> start, int from)
    {
        start = start[..Math.Min(start.Length, 512)];
        var nulls = 0;
        for (var i = from; i < start.Length; i += 2)
        {
            nulls += start[i] == 0 ? 1 : 0;
        }

        return nulls / (start.Length / 2d);
    }

    private static bool Fits(Decoder strict, ReadOnlySpan<byte> bytes, char[] chars, bool isLast)
    {
        try
        {
            strict.GetChars(bytes, chars, isLast);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
