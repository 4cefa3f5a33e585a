using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Turns what travelled back into what was sent, piece by piece (RFC 2045, 6); never fails.</summary>
internal abstract class TransferDecoder
{
    private static readonly SearchValues<char> AfterWord = SearchValues.Create(" \t;,(\"");

    /// <param name="text">A line or a piece of one.</param>
    /// <param name="ending">The ending of the line; empty where it goes on.</param>
    /// <returns>How many bytes at the end of what was written are the ending of the line.</returns>
    public abstract int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to);

    /// <summary>What is left at the end.</summary>
    public virtual void End(IBufferWriter<byte> to)
    {
    }

    /// <summary>By the name in Content-Transfer-Encoding; unknown ones leave the bytes as they are.</summary>
    public static TransferDecoder Of(string? name) => Word(name) switch
    {
        "base64" or "base-64" or "b64" => new Base64Decoder(),
        "quoted-printable" or "quotedprintable" or "quoted" or "qp" => new QuotedPrintableDecoder(),
        "x-uuencode" or "uuencode" or "x-uue" or "uue" or "x-uu" => new UuDecoder(),
        "x-yenc" or "yenc" => new YencDecoder(),
        _ => Plain.Instance,
    };

    public static bool IsPlain(string? name) => Of(name) is Plain;

    private static string Word(string? name)
    {
        var word = (name ?? "").AsSpan().Trim(" \t\"'<>");
        var end = word.IndexOfAny(AfterWord);
        return (end < 0 ? word : word[..end]).ToString().ToLowerInvariant();
    }

    private sealed class Plain : TransferDecoder
    {
        public static readonly Plain Instance = new();

        public override int Write(ReadOnlySpan<byte> text, ReadOnlySpan<byte> ending, IBufferWriter<byte> to)
        {
            to.Write(text);
            to.Write(ending);
            return ending.Length;
        }
    }
}
