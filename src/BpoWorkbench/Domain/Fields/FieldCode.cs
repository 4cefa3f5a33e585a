using System.Text;

namespace BpoWorkbench.Domain.Fields;

/// <summary>Makes the code of a field from its label.</summary>
public static class FieldCode
{
    private const int Longest = 40;

    /// <summary>
    /// Lower-case ASCII letters, digits and underscores, a letter first, at most 40 and a number: "Nº de póliza" is "n_de_poliza". Where
    /// it is taken already, "_2" and so on follows; the code is added to those taken.
    /// </summary>
    public static string From(string label, ISet<string> taken)
    {
        var code = new StringBuilder(Longest);
        foreach (var c in TextFolding.Fold(label))
        {
            if (code.Length == Longest)
            {
                break;
            }

            if (char.IsAsciiLetterOrDigit(c))
            {
                code.Append(c);
            }
            else if (code.Length > 0 && code[^1] != '_')
            {
                code.Append('_');
            }
        }

        var slug = code.ToString().Trim('_');
        slug = slug.Length == 0 ? "field" : char.IsAsciiDigit(slug[0]) ? "f_" + slug : slug;
        var unique = slug;
        for (var i = 2; !taken.Add(unique); i++)
        {
            unique = $"{slug}_{i}";
        }

        return unique;
    }
}
