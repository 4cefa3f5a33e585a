namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>What a workbook is called and served as, by the content type of its main part: Excel opens none whose name says otherwise.</summary>
internal static class FileTypes
{
    public static readonly MarkedFile Workbook = new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

    public static MarkedFile Of(string? mainPart) => mainPart switch
    {
        "application/vnd.ms-excel.sheet.macroEnabled.main+xml" => new MarkedFile(".xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12"),
        "application/vnd.ms-excel.template.macroEnabled.main+xml" => new MarkedFile(".xltm", "application/vnd.ms-excel.template.macroEnabled.12"),
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml" => new MarkedFile(".xltx", "application/vnd.openxmlformats-officedocument.spreadsheetml.template"),
        _ => Workbook,
    };
}
