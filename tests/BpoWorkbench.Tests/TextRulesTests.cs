using System.Text.RegularExpressions;
using BpoWorkbench.Shell;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests;

/// <summary>What people read exists in Spanish and English.</summary>
public sealed partial class TextRulesTests
{
    [Fact]
    public void Every_text_exists_in_both_languages() => None(
        from texts in TextFile.All
        let english = TextFile.Read(texts.English)
        let spanish = TextFile.Read(texts.Spanish)
        from key in english.Keys.Union(spanish.Keys)
        from file in new[] { texts.English, texts.Spanish }
        where string.IsNullOrWhiteSpace((file == texts.English ? english : spanish).GetValueOrDefault(key))
        select $"{file.Path}: {key}",
        "Write the missing text.");

    [Fact]
    public void Both_languages_fill_in_the_same() => None(
        from texts in TextFile.All
        let spanish = TextFile.Read(texts.Spanish)
        from english in TextFile.Read(texts.English)
        let inEnglish = TextFile.Placeholders(english.Value)
        let inSpanish = TextFile.Placeholders(spanish.GetValueOrDefault(english.Key, english.Value))
        where inEnglish != inSpanish
        select $"{texts.Name}: {english.Key} has {{{inEnglish}}} in English and {{{inSpanish}}} in Spanish",
        "Use the same placeholders in both files.");

    [Fact]
    public void The_state_of_an_item_has_one_word_wherever_it_is_shown() => None(
        from texts in TextFile.All
        from file in new[] { texts.English, texts.Spanish }
        // In English the portal speaks to companies that do not know the trade.
        where texts.Name != "PortalTexts" || file == texts.Spanish
        from text in TextFile.Read(file)
        let state = ItemState().Match(text.Key)
        where state.Success
        group (Word: text.Value.ToLowerInvariant(), texts.Name) by $"{(file == texts.Spanish ? "Spanish" : "English")}: {state.Groups["state"].Value}" into words
        where words.Select(word => word.Word).Distinct().Count() > 1
        select $"{words.Key} is {string.Join(", ", words.Select(word => $"{word.Word} in {word.Name}"))}",
        "Call it the same in each.");

    [Fact]
    public void Every_text_that_is_asked_for_exists() => None(
        from file in SourceTree.Files("*.razor").Concat(SourceTree.Files("*.cs"))
        from Match localizer in Localizer().Matches(file.Text)
        let texts = localizer.Groups["texts"].Value
        let known = TextFile.All.Where(candidate => candidate.Name == texts).SelectMany(found => TextFile.Read(found.English).Keys).ToHashSet()
        // What stands before the first comma names the text; after it come the arguments.
        from Match asked in Regex.Matches(file.Text, $@"(?<![\w.]){localizer.Groups["name"].Value}\[(?<name>[^\],]+)")
        from Match literal in Literal().Matches(asked.Groups["name"].Value)
        let key = literal.Groups["key"].Value
        where literal.Groups["goesOn"].Length == 0 ? !known.Contains(key) : !known.Any(candidate => candidate.StartsWith(key, StringComparison.Ordinal))
        select $"{file.Path}: {texts} has no {key}",
        "Add the key to both .resx files, or mend its name.");

    [Fact]
    public async Task Every_refusal_has_its_sentence()
    {
        await using var workbench = await Workbench.Start();
        var registered = workbench.Services.GetServices<RefusalTexts>().Select(texts => texts.Texts.Name).ToHashSet();
        var known = TextFile.All.Where(texts => registered.Contains(texts.Name)).SelectMany(texts => TextFile.Read(texts.English).Keys).ToHashSet();
        None(
            from file in SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
            let text = file.Text
            where text.Contains("Refusal(", StringComparison.Ordinal)
            from Match code in Code().Matches(text)
            where !known.Contains(code.Groups[1].Value)
            select $"{file.Path}: {code.Groups[1].Value}",
            "Write the sentence of the code in both .resx files of texts that are registered with RefusalTexts.");
    }

    private static void None(IEnumerable<string> found, string advice)
    {
        var lines = found.Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{advice}\n{string.Join('\n', lines)}");
    }

    [GeneratedRegex(@"^(?:state|work)\.(?<state>Ready|Claimed|Waiting|Done|Cancelled)$")]
    private static partial Regex ItemState();

    [GeneratedRegex(@"IStringLocalizer<(?<texts>\w+)>\s+(?<name>\w+)")]
    private static partial Regex Localizer();

    // "due." + state and $"due.{state}" name all that begin so.
    [GeneratedRegex("""(?<!\+\s*)\$?"(?<key>[^"{]+)(?:(?<goesOn>"\s*\+|\{[^"]*")|")""")]
    private static partial Regex Literal();

    // Codes look like "item.note-required"; they are sometimes chosen before the refusal is thrown.
    [GeneratedRegex("\"([a-z]+(?:-[a-z]+)*(?:\\.[a-z]+(?:-[a-z]+)*)+)\"")]
    private static partial Regex Code();
}
