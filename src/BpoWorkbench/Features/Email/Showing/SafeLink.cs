using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>A link that may be followed from a mail, and where it truly leads: host of http and https (as punycode), address of mailto, number of tel.</summary>
public sealed partial record SafeLink(string Address, string Target)
{
    private const int Longest = 8000;

    private static readonly char[] Controls = [.. Enumerable.Range(0, 33).Select(code => (char)code)];

    /// <summary>
    /// As a browser reads it (WHATWG URL: spaces and control characters around it, tabs and line ends in it do not count). Null for any
    /// other scheme, for a relative link, and for what cannot be read. The name before an @ goes: it only ever passes for a host; of a
    /// mailto only the address stays (RFC 6068), so that no mail writes itself.
    /// </summary>
    public static SafeLink? Of(string text)
    {
        var plain = Plain(text);
        if (plain.Length is 0 or > Longest || !Scheme().IsMatch(plain) || !Uri.TryCreate(plain, UriKind.Absolute, out var url))
        {
            return null;
        }

        return url.Scheme switch
        {
            "http" or "https" => OfPage(url),
            "mailto" => OfAddress(plain["mailto:".Length..].Split('?')[0]),
            "tel" => OfNumber(plain["tel:".Length..]),
            _ => null,
        };
    }

    internal static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (c is not ('\t' or '\n' or '\r'))
            {
                plain.Append(c);
            }
        }

        return plain.ToString().Trim(Controls);
    }

    private static SafeLink? OfPage(Uri url)
    {
        if (url.IdnHost.Length == 0)
        {
            return null;
        }

        var host = url.HostNameType == UriHostNameType.IPv6 ? url.Host : url.IdnHost;
        var port = url.IsDefaultPort ? "" : $":{url.Port}";
        return new($"{url.Scheme}://{host}{port}{url.GetComponents(UriComponents.PathAndQuery | UriComponents.Fragment, UriFormat.UriEscaped)}", host + port);
    }

    private static SafeLink? OfAddress(string address)
    {
        var plain = Uri.UnescapeDataString(address);
        return MailAddress().IsMatch(plain) ? new("mailto:" + Uri.EscapeDataString(plain).Replace("%40", "@", StringComparison.Ordinal), plain) : null;
    }

    private static SafeLink? OfNumber(string number) => Number().IsMatch(number) ? new("tel:" + number, number) : null;

    [GeneratedRegex(@"^(https?|mailto|tel):", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[^\s@<>""&,;:\\]{1,64}@[^\s@<>""&,;:\\]{1,190}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MailAddress();

    [GeneratedRegex(@"^\+?[0-9().-]{3,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
