using System.Globalization;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>The shared texts of a workbook, walked anew for each that is asked for: one or two are, and there may be millions.</summary>
internal sealed class SharedTexts(WorkbookParts parts, string? part)
{
    /// <summary>The text of a cell, or null where it holds none.</summary>
    public string? Of(XElement cell) => (string?)cell.Attribute("t") switch
    {
        "inlineStr" => Text(cell),
        "str" => cell.Value,
        "s" when int.TryParse(cell.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var index) => At(index),
        _ => null,
    };

    private string? At(int index)
    {
        using var from = parts.Read(part);
        string? found = null;
        var at = 0;
        from?.Inside(() =>
        {
            if (from.Is("si", from.NamespaceURI) && at++ == index)
            {
                found = Text(from.Take());
            }
            else
            {
                from.Skip();
            }
        });
        return found;
    }

    private static string Text(XElement rich) =>
        string.Concat(rich.Descendants().Where(e => e.Name.LocalName == "t" && e.Parent!.Name.LocalName != "rPh").Select(e => e.Value));
}
