using System.Globalization;
using BpoWorkbench.Domain.Fields;
using ClosedXML.Excel;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Imports.Templates;

/// <summary>What Excel lets into the columns of a template, and what it says there.</summary>
internal sealed class TemplateRules(XLWorkbook workbook, IStringLocalizer<ImportTexts> words)
{
    /// <summary>A template is for what people type; longer sheets come from programs.</summary>
    public const int LastRow = 10_000;

    /// <summary>More than this, with its commas, Excel does not take as a list that stands in the rule itself.</summary>
    private const int LongestList = 255;

    // By ECMA-376 part 1, 18.3.1.32.
    private const int LongestTitle = 32;
    private const int LongestText = 255;

    private const decimal MostMoney = 90_000_000_000_000m;
    private const double MostWhole = 999_999_999_999_999;

    private IXLWorksheet? _lists;
    private int _listed;

    public void Set(IXLRange cells, TemplateField field)
    {
        var rule = cells.SetDataValidation();
        switch (field.Field.Type)
        {
            case FieldType.YesNo or FieldType.Choice when field.Answers.Count > 0:
                rule.List(Choices(field.Answers), true);
                break;
            case FieldType.Date:
                rule.Date.Between(new DateTime(1900, 3, 1, 0, 0, 0, DateTimeKind.Unspecified), new DateTime(2199, 12, 31, 0, 0, 0, DateTimeKind.Unspecified));
                break;
            case FieldType.Whole:
                rule.Decimal.Between(-MostWhole, MostWhole);
                rule.AllowedValues = XLAllowedValues.WholeNumber;
                break;
            case FieldType.Money:
                rule.Decimal.Between((double)-MostMoney, (double)MostMoney);
                break;
        }

        // Blanks are told of when the sheet is brought in: while typing they are only not there yet.
        (rule.IgnoreBlanks, rule.ShowInputMessage, rule.ShowErrorMessage) = (true, true, true);
        (rule.InputTitle, rule.InputMessage) = (Cut(field.Field.Label, LongestTitle), Cut(field.Hint, LongestText));
        (rule.ErrorStyle, rule.ErrorTitle, rule.ErrorMessage) = (XLErrorStyle.Stop, Cut(field.Field.Label, LongestTitle), Cut($"{field.Accepted}\n{words["template.such-as", field.Example]}", LongestText));
    }

    /// <summary>After the sheets that are to be seen.</summary>
    private string Choices(IReadOnlyList<string> choices)
    {
        var list = string.Join(',', choices);
        if (list.Length <= LongestList && !choices.Any(choice => choice.AsSpan().IndexOfAny(',', '"', '\n') >= 0))
        {
            return $"\"{list}\"";
        }

        _lists ??= workbook.AddWorksheet(words["template.lists"]).Hide();
        _listed++;
        for (var i = 0; i < choices.Count; i++)
        {
            _lists.Cell(i + 1, _listed).SetValue(choices[i]).Style.NumberFormat.SetFormat("@");
        }

        var column = _lists.Column(_listed).ColumnLetter();
        return string.Create(CultureInfo.InvariantCulture, $"'{_lists.Name}'!${column}$1:${column}${choices.Count}");
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : $"{text[..(longest - 1)]}…";
}
