using System.Text;

namespace BpoWorkbench.Domain;

/// <summary>Text that can be kept anywhere.</summary>
public static class PlainText
{
    /// <summary>Half a character becomes the mark for what is lost, a null a space: PostgreSQL takes neither, and one such cell would stop an import.</summary>
    public static string Whole(string text)
    {
        var whole = text.Replace('\0', ' ');
        return whole.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(whole)) : whole;
    }
}
