using System.Buffers.Binary;

namespace BpoWorkbench.Features.Email.Showing;

public enum DisplayedKind
{
    /// <summary>Is never shown, only taken away.</summary>
    Download,
    Image,
    Pdf,
}

/// <summary>How a file of a mail may be shown: by its bytes alone, for name and declared type are the sender's word.</summary>
public sealed record DisplayedFile(DisplayedKind Kind, string ContentType)
{
    /// <summary>How many of the first bytes are looked at.</summary>
    public const int Looked = 32;

    // 10 MB and 25 MB; of a picture also its dots, which a few bytes can make many of.
    private const long LargestImage = 10_000_000;
    private const long LargestPdf = 25_000_000;
    private const ulong MostDots = 50_000_000;

    private static readonly DisplayedFile Download = new(DisplayedKind.Download, "application/octet-stream");

    /// <summary>The first bytes of the file (<see cref="Looked"/> are enough), and the length of the whole in bytes.</summary>
    public static DisplayedFile Of(ReadOnlySpan<byte> first, long length) => (Type(first), length) switch
    {
        (null, _) => Download,
        ("application/pdf", <= LargestPdf) => new(DisplayedKind.Pdf, "application/pdf"),
        ({ } type, <= LargestImage) when type != "application/pdf" && Dots(first, type) <= MostDots => new(DisplayedKind.Image, type),
        _ => Download,
    };

    /// <summary>
    /// What the answer needs: the browser must not guess another type, run anything in it or load anything from it, and keeps no copy; a
    /// download says so. The name is given as RFC 6266 asks. A browser's own reader of PDF does not work in a sandbox, so there the policy
    /// only forbids other pages to frame it.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers(string fileName) =>
    [
        new("Content-Type", ContentType),
        new("X-Content-Type-Options", "nosniff"),
        new("Content-Security-Policy", Kind == DisplayedKind.Pdf ? "frame-ancestors 'self'" : "default-src 'none'; sandbox"),
        new("Content-Disposition", $"{(Kind == DisplayedKind.Download ? "attachment" : "inline")}; filename*=UTF-8''{Uri.EscapeDataString(fileName)}"),
        new("Cache-Control", "private, no-store"),
    ];

    private static string? Type(ReadOnlySpan<byte> first) => first switch
    {
        [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
        [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
        [(byte)'G', (byte)'I', (byte)'F', (byte)'8', (byte)'7' or (byte)'9', (byte)'a', ..] => "image/gif",
        [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
        [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
        _ => null,
    };

    private static ulong Dots(ReadOnlySpan<byte> first, string type) => type switch
    {
        "image/png" => first.Length < 24 ? ulong.MaxValue : Math.BigMul(BinaryPrimitives.ReadUInt32BigEndian(first[16..]), BinaryPrimitives.ReadUInt32BigEndian(first[20..])),
        "image/gif" => first.Length < 10 ? ulong.MaxValue : Math.BigMul((uint)BinaryPrimitives.ReadUInt16LittleEndian(first[6..]), BinaryPrimitives.ReadUInt16LittleEndian(first[8..])),
        _ => 0,
    };
}
