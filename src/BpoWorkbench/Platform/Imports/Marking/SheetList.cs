using System.Xml;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>The sheets of a workbook (ECMA-376 part 1, 18.2.20) in their order, charts among them, as SheetFile counts.</summary>
internal static class SheetList
{
    /// <summary>The id of the relationship that leads to a sheet, or null.</summary>
    public static string? Id(XmlReader workbook, int index)
    {
        var space = workbook.NamespaceURI;
        string? id = null;
        if (workbook.ReadToDescendant("sheets", space))
        {
            var at = 0;
            workbook.Inside(() =>
            {
                if (workbook.Is("sheet", space) && at++ == index)
                {
                    id = workbook.GetAttribute("id", OpenXml.OfficeOf(space));
                }

                workbook.Skip();
            });
        }

        return id;
    }
}
