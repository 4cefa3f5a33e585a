using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Copies the styles of a workbook with the formats that marks have asked for; lists that are missing come at their place.</summary>
internal sealed class StylesCopy(XmlReader from, XmlWriter to, CellStyles styles)
{
    /// <summary>The styles of a workbook that has none.</summary>
    public const string None = """
        <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs></styleSheet>
        """;

    private static readonly string[] Order = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs", "tableStyles", "colors", "extLst"];

    private readonly XNamespace _space = from.NamespaceURI;
    private readonly List<string> _missing = ["fonts", "fills", "cellXfs"];

    public void Run()
    {
        to.Start(from);
        from.Inside(() =>
        {
            if (from.NodeType == XmlNodeType.Element && from.NamespaceURI == _space)
            {
                AddMissing(before: Array.IndexOf(Order, from.LocalName));
                if (_missing.Remove(from.LocalName))
                {
                    Copy(from.LocalName);
                    return;
                }
            }

            to.WriteNode(from, false);
        });
        AddMissing(before: Order.Length);
        to.WriteEndElement();
    }

    private void AddMissing(int before)
    {
        foreach (var list in _missing.Where(m => Array.IndexOf(Order, m) < before).ToList())
        {
            _missing.Remove(list);
            to.WriteStartElement(from.Prefix, list, _space.NamespaceName);
            Finish(list, []);
            to.WriteEndElement();
        }
    }

    private void Copy(string list)
    {
        to.Start(from, except: "count");
        to.WriteAttributeString("count", Count(list).ToString(CultureInfo.InvariantCulture));
        var used = styles.Made.Select(m => m.Style).ToHashSet();
        var kept = new Dictionary<int, XElement>();
        var at = 0;
        from.Inside(() =>
        {
            if (from.NodeType != XmlNodeType.Element)
            {
                from.Read();
                return;
            }

            var element = from.Take();
            to.Write(element);
            if (list == "cellXfs" ? used.Contains(at) : at == 0)
            {
                kept[at] = element;
            }

            at++;
        });
        Finish(list, kept, at);
        to.WriteEndElement();
    }

    private int Count(string list) => list switch
    {
        "fonts" => Math.Max(styles.Fonts, 1) + 1,
        "fills" => styles.Fills,
        _ => styles.Styles + styles.Made.Count(),
    };

    private void Finish(string list, Dictionary<int, XElement> kept, int there = 0)
    {
        switch (list)
        {
            case "fonts": Fonts(kept.GetValueOrDefault(0)); break;
            case "fills": Fills(there); break;
            default: Formats(kept, there); break;
        }
    }

    // The last font is the first in bold.
    private void Fonts(XElement? first)
    {
        if (first is null)
        {
            to.Write(first = new XElement(_space + "font"));
        }

        var bold = new XElement(first);
        bold.Elements(_space + "b").Remove();
        bold.AddFirst(new XElement(_space + "b"));
        to.Write(bold);
    }

    private void Fills(int there)
    {
        for (var fill = there; fill < styles.Fills; fill++)
        {
            var pattern = new XElement(_space + "patternFill", new XAttribute("patternType", fill == styles.RedFill ? "solid" : fill == 0 ? "none" : "gray125"));
            if (fill == styles.RedFill)
            {
                pattern.Add(new XElement(_space + "fgColor", new XAttribute("rgb", CellStyles.Red)), new XElement(_space + "bgColor", new XAttribute("indexed", 64)));
            }

            to.Write(new XElement(_space + "fill", pattern));
        }
    }

    private void Formats(Dictionary<int, XElement> kept, int there)
    {
        if (there == 0)
        {
            to.Write(kept[0] = new XElement(_space + "xf"));
        }

        foreach (var (style, change) in styles.Made)
        {
            var made = new XElement(kept[style]);
            switch (change)
            {
                case StyleChange.Red: Set(made, "fillId", styles.RedFill, "applyFill"); break;
                case StyleChange.NotRed: Set(made, "fillId", 0, "applyFill"); break;
                case StyleChange.Bold: Set(made, "fontId", Math.Max(styles.Fonts, 1), "applyFont"); break;
                case StyleChange.Text:
                    Set(made, "numFmtId", 49, "applyNumberFormat");
                    made.SetAttributeValue("quotePrefix", 1);
                    break;
            }

            to.Write(made);
        }
    }

    private static void Set(XElement format, string attribute, int value, string apply)
    {
        format.SetAttributeValue(attribute, value);
        format.SetAttributeValue(apply, 1);
    }
}
