using System.Text;
using System.Text.RegularExpressions;
using System.Xml;

namespace BpoWorkbench.Platform.Export;

/// <summary>Text as a cell of a workbook takes it (ECMA-376 part 1, 22.9.2.19).</summary>
internal static partial class SheetText
{
    /// <summary>In characters; more Excel refuses with the whole file.</summary>
    public const int Longest = 32_767;

    /// <summary>Cut, without what XML cannot say; what would pass for an escaped character is itself escaped.</summary>
    public static string Clean(string text, int longest = Longest)
    {
        var cut = text.Length <= longest ? text : text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        return Escape().Replace(IsClean(cut) ? cut : Sifted(cut), "_x005F_");
    }

    private static bool IsClean(string text)
    {
        foreach (var c in text)
        {
            if (!XmlConvert.IsXmlChar(c))
            {
                return false;
            }
        }

        return true;
    }

    // Pairs stay, halves of pairs go.
    private static string Sifted(string text)
    {
        var kept = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
            {
                kept.Append(text, i++, 2);
            }
            else if (XmlConvert.IsXmlChar(text[i]))
            {
                kept.Append(text[i]);
            }
        }

        return kept.ToString();
    }

    [GeneratedRegex("_(?=x[0-9A-Fa-f]{4}_)")]
    private static partial Regex Escape();
}
