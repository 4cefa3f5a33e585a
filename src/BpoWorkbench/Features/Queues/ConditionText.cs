using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Features.Queues;

/// <summary>What a rule compares a field with: as it is typed in, and as it is stored.</summary>
internal static class ConditionText
{
    public static string Show(IReadOnlyList<FieldDefinition> fields, string code, string stored) =>
        fields.FirstOrDefault(f => f.Code == code) is { } field ? new FieldFormat(CultureInfo.CurrentCulture, "true", "false").Show(field.Type, stored) : stored;

    // A part of a value need not be one.
    public static string Store(IReadOnlyList<FieldDefinition> fields, string code, Comparison comparison, string typed) => comparison == Comparison.Contains
        ? typed.Trim()
        : TypedValues.Read(fields, new Dictionary<string, string> { [code] = typed }).GetValueOrDefault(code, "");
}
