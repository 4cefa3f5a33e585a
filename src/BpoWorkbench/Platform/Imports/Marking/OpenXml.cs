namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>The names that parts of a workbook go by, transitional (ECMA-376 part 4) or strict (part 1).</summary>
internal static class OpenXml
{
    public const string ContentTypes = "[Content_Types].xml";
    public const string Workbook = "xl/workbook.xml";

    public const string Relationship = "http://schemas.openxmlformats.org/package/2006/relationships";
    public const string ContentType = "http://schemas.openxmlformats.org/package/2006/content-types";

    public const string CommentsType = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml";
    public const string StylesType = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml";
    public const string ShapesType = "application/vnd.openxmlformats-officedocument.vmlDrawing";

    private const string StrictMain = "http://purl.oclc.org/ooxml/spreadsheetml/main";
    private const string StrictOffice = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    /// <summary>The space of relationships that goes with the space of a sheet.</summary>
    public static string OfficeOf(string main) => main == StrictMain ? StrictOffice : Office;
}
