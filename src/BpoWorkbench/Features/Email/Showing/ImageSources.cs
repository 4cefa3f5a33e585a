using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Decides what a picture of a mail may be loaded from.</summary>
internal sealed partial class ImageSources(bool remote, Func<string, string?> inline)
{
    private const int LongestData = 2_800_000;

    private readonly SortedSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>The addresses, up to their last slash, that pictures of this mail itself come from.</summary>
    public IEnumerable<string> Folders => _folders;

    /// <summary>The address to load it from, or why not: null for "only when asked".</summary>
    public string? Of(string source, out string? refused)
    {
        var plain = SafeLink.Plain(source);
        refused = null;
        if (plain.StartsWith("cid:", StringComparison.OrdinalIgnoreCase))
        {
            return Known(Inline(Uri.UnescapeDataString(plain[4..]).Trim('<', '>', ' ')), ref refused);
        }

        if (plain.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
        {
            return Known(IsRaster(plain) ? plain : null, ref refused);
        }

        var link = SafeLink.Of(plain.StartsWith("//", StringComparison.Ordinal) ? "https:" + plain : plain);
        if (link?.Address.StartsWith("http", StringComparison.Ordinal) != true)
        {
            return Known(null, ref refused);
        }

        return remote ? link.Address : null;
    }

    private static string? Known(string? address, ref string? refused)
    {
        refused = address is null ? ShownHtml.Image : null;
        return address;
    }

    private string? Inline(string contentId)
    {
        var given = contentId.Length is > 0 and <= 1000 ? inline(contentId) : null;
        if (given?.StartsWith("data:", StringComparison.Ordinal) == true)
        {
            return IsRaster(given) ? given : null;
        }

        if (given is null || SafeLink.Of(given) is not { } link || !link.Address.StartsWith("http", StringComparison.Ordinal) || link.Address.AsSpan().ContainsAny(" ;,'"))
        {
            return null;
        }

        var path = new Uri(link.Address).GetLeftPart(UriPartial.Path);
        _folders.Add(path[..(path.LastIndexOf('/') + 1)]);
        return link.Address;
    }

    /// <summary>What it is called does not count: the bytes have to be those of a picture of dots, which can hold no script.</summary>
    private static bool IsRaster(string data)
    {
        if (data.Length > LongestData || DataUrl().Match(data[..Math.Min(data.Length, 100)]) is not { Success: true } head)
        {
            return false;
        }

        var encoded = data.AsSpan(head.Length);
        Span<byte> first = stackalloc byte[48];
        return System.Buffers.Text.Base64.IsValid(encoded)
            && Convert.TryFromBase64Chars(encoded.Length > 64 ? encoded[..64] : encoded, first, out var length)
            && DisplayedFile.Of(first[..length], encoded.Length).Kind == DisplayedKind.Image;
    }

    [GeneratedRegex("^data:image/(png|jpe?g|gif|webp);base64,", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex DataUrl();
}
