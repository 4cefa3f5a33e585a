using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace BpoWorkbench.Tests.Support;

/// <summary>The texts of one feature in both languages: XTexts.resx (English) and XTexts.es.resx (Spanish).</summary>
internal sealed partial record TextFile(string Name, SourceFile English, SourceFile Spanish)
{
    public static IReadOnlyList<TextFile> All { get; } = SourceTree.Files("*.resx")
        .Select(file => file.FullPath.Replace(".es.resx", ".resx", StringComparison.Ordinal))
        .Distinct()
        .Select(path => new TextFile(Path.GetFileNameWithoutExtension(path), new SourceFile(path), new SourceFile(Path.ChangeExtension(path, ".es.resx"))))
        .ToList();

    /// <summary>Key and text; empty when the file does not exist.</summary>
    public static IReadOnlyDictionary<string, string> Read(SourceFile file) => File.Exists(file.FullPath)
        ? XDocument.Load(file.FullPath).Root!.Elements("data").ToDictionary(data => data.Attribute("name")!.Value, data => data.Element("value")?.Value ?? "")
        : new Dictionary<string, string>();

    /// <summary>What the code fills in: {0}, {1:N0} counts as 1.</summary>
    public static string Placeholders(string text) =>
        string.Join(' ', Placeholder().Matches(text.Replace("{{", "", StringComparison.Ordinal)).Select(match => match.Groups[1].Value).Distinct().Order(StringComparer.Ordinal));

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Placeholder();
}
