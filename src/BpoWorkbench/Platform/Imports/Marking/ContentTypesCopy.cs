using System.Xml;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Copies the list of what the parts are (ECMA-376 part 2, 7.2) with the new ones; finds what kind of workbook it is.</summary>
internal sealed class ContentTypesCopy(XmlReader from)
{
    private const string ShapesEnding = "vml";

    /// <summary>The content type of a part: its own, or that of its ending; or null.</summary>
    public string? Find(string part)
    {
        string? own = null;
        string? ending = null;
        from.Inside(() =>
        {
            if (from.Is("Override", OpenXml.ContentType) && string.Equals(from.GetAttribute("PartName"), "/" + part, StringComparison.OrdinalIgnoreCase))
            {
                own = from.GetAttribute("ContentType");
            }
            else if (from.Is("Default", OpenXml.ContentType) && part.EndsWith("." + from.GetAttribute("Extension"), StringComparison.OrdinalIgnoreCase))
            {
                ending = from.GetAttribute("ContentType");
            }

            from.Skip();
        });
        return own ?? ending;
    }

    /// <param name="added">Parts with their types.</param>
    public void Write(XmlWriter to, IReadOnlyCollection<(string Part, string Type)> added)
    {
        var knowsShapes = false;
        to.Start(from);
        from.Inside(() =>
        {
            knowsShapes |= from.Is("Default", OpenXml.ContentType) && string.Equals(from.GetAttribute("Extension"), ShapesEnding, StringComparison.OrdinalIgnoreCase);
            to.WriteNode(from, false);
        });
        foreach (var (part, type) in added.Where(a => a.Type != OpenXml.ShapesType || !knowsShapes))
        {
            var isEnding = type == OpenXml.ShapesType;
            to.WriteStartElement(isEnding ? "Default" : "Override", OpenXml.ContentType);
            to.WriteAttributeString(isEnding ? "Extension" : "PartName", isEnding ? ShapesEnding : "/" + part);
            to.WriteAttributeString("ContentType", type);
            to.WriteEndElement();
        }

        to.WriteEndElement();
    }
}
