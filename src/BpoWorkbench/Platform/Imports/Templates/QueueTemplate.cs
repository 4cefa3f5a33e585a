using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Shared;
using ClosedXML.Excel;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Imports.Templates;

/// <summary>
/// An empty workbook with the fields of a queue, which comes back as rows that match by themselves: headings are the labels of the fields,
/// and nothing but headings stands on the sheet to fill in.
/// </summary>
public sealed class QueueTemplate(IStringLocalizer<ImportTexts> words, IStringLocalizer<SharedTexts> shared)
{
    private static readonly XLColor Strong = XLColor.FromHtml("#1F4E79");
    private static readonly XLColor Soft = XLColor.FromHtml("#E3EAF2");

    // In every language: a template is not always sent back by who took it.
    private static readonly string[] HelpSheets = ["Help", "Ayuda"];

    public static bool IsHelp(SheetInfo sheet) => sheet.Index > 0 && HelpSheets.Contains(sheet.Name);

    public string FileName(string queue) => Download.FileName($"{queue} {words["template.file"]}");

    public void Write(Stream content, IReadOnlyList<FieldDefinition> fields)
    {
        using var workbook = new XLWorkbook();
        List<TemplateField> known = [.. fields.Select(field => new TemplateField(field, words, shared))];
        var rows = workbook.AddWorksheet(words["template.rows"]);
        Explain(workbook.AddWorksheet(words["template.help"]), known);
        var rules = new TemplateRules(workbook, words);
        for (var i = 0; i < known.Count; i++)
        {
            var column = rows.Column(i + 1);
            (column.Width, column.Style.NumberFormat.Format) = (known[i].Width, known[i].Format);
            Head(rows.Cell(1, i + 1), known[i].Field.Label, known[i].Field.Required);
            rules.Set(rows.Range(2, i + 1, TemplateRules.LastRow, i + 1), known[i]);
        }

        rows.SheetView.FreezeRows(1);
        rows.SetTabActive();
        workbook.SaveAs(content);
    }

    private void Explain(IXLWorksheet sheet, List<TemplateField> fields)
    {
        (string Title, int Width)[] columns =
            [(words["column.field"], 30), (words["template.required.column"], 14), (words["column.type"], 18), (words["template.accepts"], 70), (words["template.example"], 34)];
        for (var i = 0; i < columns.Length; i++)
        {
            sheet.Column(i + 1).Width = columns[i].Width;
            Head(sheet.Cell(1, i + 1), columns[i].Title, strong: false);
        }

        for (var row = 0; row < fields.Count; row++)
        {
            string[] cells = [fields[row].Field.Label, fields[row].Required, fields[row].Type, fields[row].Accepted, fields[row].Example];
            for (var i = 0; i < cells.Length; i++)
            {
                sheet.Cell(row + 2, i + 1).SetValue(cells[i]).Style.NumberFormat.SetFormat("@");
            }
        }

        sheet.Range(2, 1, fields.Count + 1, columns.Length).Style.Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Top);
        sheet.SheetView.FreezeRows(1);
    }

    private static void Head(IXLCell cell, string text, bool strong)
    {
        cell.SetValue(text).Style.Font.SetBold().Font.SetFontColor(strong ? XLColor.White : XLColor.Black).Fill.SetBackgroundColor(strong ? Strong : Soft)
            .Alignment.SetWrapText().Alignment.SetVertical(XLAlignmentVerticalValues.Center);
    }
}
