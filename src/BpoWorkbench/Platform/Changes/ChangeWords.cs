using System.Globalization;
using System.Text.Json;
using BpoWorkbench.Shared;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Changes;

/// <summary>Texts of histories and of two people changing the same thing.</summary>
public sealed class ChangeTexts;

/// <summary>
/// Says a changed field in the reader's words. The feature's texts hold "field.{Entity}.{Field}", "made.{Entity}" and, where a value
/// is a code, "value.{Field}.{Value}".
/// </summary>
public sealed class ChangeWords(IStringLocalizer<ChangeTexts> words)
{
    public string What(ChangeLine line, IStringLocalizer texts) => line.Field switch
    {
        "" => Find(texts, $"made.{line.Entity}") ?? words["made", line.Entity],
        "Id" => Find(texts, $"gone.{line.Entity}") ?? words["gone", line.Entity],
        _ => Find(texts, $"field.{line.Entity}.{line.Field}") ?? line.Field,
    };

    /// <summary>A value as text; empty where the line says all by itself.</summary>
    public string Value(ChangeLine line, string? value, IStringLocalizer texts, TimeZoneInfo zone) => value switch
    {
        // What has gone is named on the side it was on.
        _ when line.Field == "Id" => value is not null && line.Made is not null ? For(line.Of, Named(line.Made, texts)) : "",
        null or "" or "[]" => line.Field.Length == 0 ? "" : "–",
        _ when line.Field.Length == 0 => For(line.Of, Named(value, texts)),
        "true" => words["yes"],
        "false" => words["no"],
        _ when Find(texts, $"value.{line.Field}.{value}") is { } known => known,
        _ when value[0] is '[' or '{' => Named(value, texts),
        _ when DateTime.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var at) =>
            Moments.Local(at, zone).ToString("g", CultureInfo.CurrentCulture),
        _ => For(line.Of, value),
    };

    private static string For(string? of, string name) => of is null ? name : name.Length == 0 ? of : $"{name} · {of}";

    // Of something with parts, what they are called.
    private static string Named(string json, IStringLocalizer texts)
    {
        using var parsed = JsonDocument.Parse(json);
        return parsed.RootElement.ValueKind == JsonValueKind.Array
            ? string.Join(", ", parsed.RootElement.EnumerateArray().Select(part => Name(part, texts)))
            : Name(parsed.RootElement, texts);
    }

    private static string Name(JsonElement part, IStringLocalizer texts) => part.ValueKind != JsonValueKind.Object ? part.ToString()
        : part.TryGetProperty("Date", out var date) && part.TryGetProperty("Name", out var called) ? $"{date} {called}"
        : part.TryGetProperty("Label", out var label) ? label.ToString()
        : part.TryGetProperty("Name", out var name) ? name.ToString()
        : part.TryGetProperty("SkillId", out _) && part.TryGetProperty("Level", out var level) ? level.ToString()
        : part.TryGetProperty("Role", out var role) ? Find(texts, $"role.{role}") ?? "" : "";

    private static string? Find(IStringLocalizer texts, string key) => texts[key] is { ResourceNotFound: false } found ? found.Value : null;
}
