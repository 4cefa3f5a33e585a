using BpoWorkbench.Platform.Export;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Skills;

/// <summary>Who can do what as a file, as it was filtered: a column for each skill.</summary>
internal static class DownloadSkills
{
    public static async Task<IResult> Serve(SkillMatrix matrix, IStringLocalizer<SkillsTexts> words, string? format, string? q, long? team, CancellationToken stop)
    {
        var view = await matrix.All(q, team, stop);
        return await Download.Send(format, words["title"], view.People,
        [
            new(words["person"], line => line.Name, Width: 30),
            .. view.Skills.Select(skill => new SheetColumn<SkillLine>(skill.Retired ? $"{skill.Name} ({words["retired"]})" : skill.Name,
                line => line.Levels.TryGetValue(skill.Id, out var level) ? (long)level : null, SheetType.Whole)),
        ], stop);
    }
}
