using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Small parts of a client's file that are XML, without entities and without fetching anything.</summary>
internal static class PlainXml
{
    /// <summary>Throws XmlException, also on a document type.</summary>
    public static XElement Load(Stream stream)
    {
        using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        return XElement.Load(reader);
    }
}
