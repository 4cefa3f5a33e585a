using System.Globalization;
using System.Text;

namespace BpoWorkbench.Domain;

/// <summary>Texts as they are compared and looked for: lower case, without accents, one space between words.</summary>
public static class TextFolding
{
    public static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        var space = false;
        foreach (var c in PlainText.Whole(text).Normalize(NormalizationForm.FormD))
        {
            if (char.IsWhiteSpace(c))
            {
                space = folded.Length > 0;
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
            {
                if (space)
                {
                    folded.Append(' ');
                    space = false;
                }

                folded.Append(char.ToLowerInvariant(c));
            }
        }

        return folded.ToString();
    }
}
