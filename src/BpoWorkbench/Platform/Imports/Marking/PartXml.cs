using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Parts of a workbook as streams of XML: read without document types or anything from outside, written as they came.</summary>
internal static class PartXml
{
    private static readonly XmlReaderSettings Reading = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, CheckCharacters = false, CloseInput = true };

    // Line ends inside texts are written as numbers, or the next reader would change them.
    private static readonly XmlWriterSettings Writing = new() { Encoding = new UTF8Encoding(false), CheckCharacters = false, NewLineHandling = NewLineHandling.Entitize, CloseOutput = true };

    /// <summary>Stands on the root element.</summary>
    public static XmlReader Read(Stream part) => AtRoot(XmlReader.Create(part, Reading));

    public static XmlReader Read(string xml) => AtRoot(XmlReader.Create(new StringReader(xml), Reading));

    public static XmlWriter Write(Stream part)
    {
        var to = XmlWriter.Create(part, Writing);
        to.WriteStartDocument(standalone: true);
        return to;
    }

    /// <summary>Writes the start tag that the reader stands on, without the attribute named. The reader stays.</summary>
    public static void Start(this XmlWriter to, XmlReader from, string? except = null)
    {
        to.WriteStartElement(from.Prefix, from.LocalName, from.NamespaceURI);
        while (from.MoveToNextAttribute())
        {
            if (from.Prefix.Length > 0 || from.LocalName != except)
            {
                to.WriteAttributeString(from.Prefix, from.LocalName, from.NamespaceURI, from.Value);
            }
        }

        from.MoveToElement();
    }

    /// <summary>Goes through what is inside the element that the reader stands on, and past its end. The step reads one node to its end.</summary>
    public static void Inside(this XmlReader from, Action step)
    {
        for (var more = from.Enter(); more && !from.Leave();)
        {
            step();
        }
    }

    /// <summary>False where there is nothing inside: then the reader is past the element.</summary>
    public static bool Enter(this XmlReader from)
    {
        var isEmpty = from.IsEmptyElement;
        from.Read();
        return !isEmpty;
    }

    /// <summary>True at the end tag: then the reader is past it.</summary>
    public static bool Leave(this XmlReader from)
    {
        if (from.NodeType == XmlNodeType.None)
        {
            throw new InvalidDataException();
        }

        return from.NodeType == XmlNodeType.EndElement && (from.Read() || true);
    }

    public static bool Is(this XmlReader from, string name, string space) =>
        from.NodeType == XmlNodeType.Element && from.LocalName == name && from.NamespaceURI == space;

    /// <summary>The element that the reader stands on, whole; the reader is past it.</summary>
    public static XElement Take(this XmlReader from) => (XElement)XNode.ReadFrom(from);

    public static void Write(this XmlWriter to, XElement element) => element.WriteTo(to);

    private static XmlReader AtRoot(XmlReader reader)
    {
        reader.MoveToContent();
        return reader;
    }
}
