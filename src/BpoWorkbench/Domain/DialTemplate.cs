namespace BpoWorkbench.Domain;

/// <summary>Where a telephone number leads when it is pressed: a URL with <c>{number}</c> in it.</summary>
public static class DialTemplate
{
    public const string Number = "{number}";

    private static readonly string[] Schemes = ["https", "http", "tel", "sip", "callto"];

    /// <summary>True for a URL with a number in it and a scheme that dials or opens a page: anything else (javascript: above all) would run.</summary>
    public static bool Allows(string template) =>
        template.Contains(Number, StringComparison.Ordinal)
        && Uri.TryCreate(template.Trim().Replace(Number, "34600000000", StringComparison.Ordinal), UriKind.Absolute, out var url)
        && Schemes.Contains(url.Scheme, StringComparer.Ordinal);
}
