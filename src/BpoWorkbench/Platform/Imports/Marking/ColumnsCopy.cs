using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Copies the widths of columns (ECMA-376 part 1, 18.3.1.17) with one for the summaries, cut out of any range that holds their column.</summary>
internal sealed class ColumnsCopy(XmlReader from, XmlWriter to, int column)
{
    private const string Width = "60";

    private readonly string _prefix = from.Prefix;
    private readonly string _space = from.NamespaceURI;
    private bool _written;

    public void Run()
    {
        to.Start(from);
        from.Inside(() =>
        {
            if (from.NodeType == XmlNodeType.Element)
            {
                Copy(from.Take());
            }
            else
            {
                from.Read();
            }
        });
        Add();
        to.WriteEndElement();
    }

    public static void Write(XmlWriter to, string prefix, string space, int column)
    {
        var number = (column + 1).ToString(CultureInfo.InvariantCulture);
        to.WriteStartElement(prefix, "col", space);
        to.WriteAttributeString("min", number);
        to.WriteAttributeString("max", number);
        to.WriteAttributeString("width", Width);
        to.WriteAttributeString("customWidth", "1");
        to.WriteEndElement();
    }

    private void Copy(XElement range)
    {
        if (!int.TryParse((string?)range.Attribute("min"), NumberStyles.None, CultureInfo.InvariantCulture, out var min)
            || !int.TryParse((string?)range.Attribute("max"), NumberStyles.None, CultureInfo.InvariantCulture, out var max))
        {
            throw new InvalidDataException();
        }

        Part(range, min, Math.Min(max, column));
        if (max > column)
        {
            Add();
        }

        Part(range, Math.Max(min, column + 2), max);
    }

    private void Part(XElement range, int min, int max)
    {
        if (min <= max)
        {
            range.SetAttributeValue("min", min);
            range.SetAttributeValue("max", max);
            to.Write(range);
        }
    }

    private void Add()
    {
        if (!_written)
        {
            _written = true;
            Write(to, _prefix, _space, column);
        }
    }
}
