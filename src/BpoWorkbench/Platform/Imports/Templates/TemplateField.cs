using System.Globalization;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Shared;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Imports.Templates;

/// <summary>A field in the words of a template: what it takes, and a value that would be taken.</summary>
public sealed class TemplateField(FieldDefinition definition, IStringLocalizer<ImportTexts> words, IStringLocalizer<SharedTexts> shared)
{
    // What the input message of a cell takes at most, by ECMA-376 part 1, 18.3.1.32; choices are cut short before that.
    private const int ChoicesTold = 6;

    public FieldDefinition Field => definition;

    public IReadOnlyList<string> Answers => definition.Type == FieldType.YesNo ? [shared["yes"], shared["no"]] : definition.Choices;

    public string Type => words[$"type.{definition.Type}"];

    public string Required => words[definition.Required ? "yes" : "no"];

    public string Accepted => (definition.Type switch
    {
        FieldType.YesNo => words["template.accepts.Choice", string.Join(", ", Answers)],
        FieldType.Choice => words["template.accepts.Choice", string.Join(", ", definition.Choices.Take(ChoicesTold)) + (definition.Choices.Count > ChoicesTold ? ", …" : "")],
        _ => words[$"template.accepts.{definition.Type}"],
    }).Value + (definition.IsKey ? $" {words["template.accepts.key"]}" : "");

    /// <summary>As it would be typed.</summary>
    public string Example => definition switch
    {
        { Type: FieldType.Whole } => "12",
        { Type: FieldType.Money } => 1234.5m.ToString("0.00", CultureInfo.CurrentCulture),
        { Type: FieldType.Date } => "31/12/2026",
        { Type: FieldType.YesNo } => shared["yes"],
        { Type: FieldType.Choice } => definition.Choices.Count > 0 ? definition.Choices[0] : "",
        { Type: FieldType.TaxNumber } => "12345678Z",
        { Type: FieldType.Iban } => "ES91 2100 0418 4502 0005 1332",
        { Type: FieldType.Phone } => "912 345 678",
        { Type: FieldType.Email } => "ana.garcia@example.com",
        { Type: FieldType.PostalCode } => "08001",
        { IsKey: true } or { Customer: CustomerPart.Key } => "00123",
        { Customer: CustomerPart.None } => words["template.example.text"],
        _ => words[$"template.example.{definition.Customer}"],
    };

    /// <summary>What Excel says beside a cell that is being filled in.</summary>
    public string Hint => $"{(definition.Required ? $"{words["template.required"]} " : "")}{Accepted}\n{words["template.such-as", Example]}";

    /// <summary>How the column shows what is typed; text keeps zeros in front and takes nothing for a formula or a date.</summary>
    public string Format => definition.Type switch
    {
        FieldType.Whole => "0",
        FieldType.Money => "#,##0.00",
        FieldType.Date => "dd/mm/yyyy",
        _ => "@",
    };

    /// <summary>In characters.</summary>
    public int Width => Math.Clamp(Math.Max(definition.Label.Length + 4, definition.Type switch
    {
        FieldType.Iban => 30,
        FieldType.Email => 32,
        FieldType.Choice => definition.Choices.Select(c => c.Length + 4).DefaultIfEmpty().Max(),
        FieldType.Text when definition.Customer is CustomerPart.Name or CustomerPart.Address => 32,
        FieldType.Text when !definition.IsKey => 24,
        _ => 16,
    }), 12, 48);
}
