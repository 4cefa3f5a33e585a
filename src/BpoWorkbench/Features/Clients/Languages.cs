using System.Globalization;

namespace BpoWorkbench.Features.Clients;

/// <summary>Languages in which customers may be spoken to; Spain's first.</summary>
public static class Languages
{
    public static readonly IReadOnlyList<string> Codes = ["es", "ca", "gl", "eu", "en", "pt", "fr", "de", "it", "ro", "ar"];

    /// <summary>The name of a language in itself.</summary>
    public static string Name(string code)
    {
        var name = CultureInfo.GetCultureInfo(code).NativeName;
        return char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];
    }
}
