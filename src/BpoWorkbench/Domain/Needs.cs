using System.Globalization;

namespace BpoWorkbench.Domain;

/// <summary>A skill, and how well it must be had: from 1 to <see cref="Most"/>.</summary>
public sealed record SkillLevel(long Skill, int Level)
{
    public const int Most = 5;
}

/// <summary>
/// The skills that a piece of work asks for, as a text that is the same for the same needs always: lanes are told apart by it. Empty where
/// everyone who works the queue may do it.
/// </summary>
public static class Needs
{
    public const string None = "";

    /// <summary>Of a skill that is asked for twice the higher level counts.</summary>
    public static string Of(IEnumerable<SkillLevel> needed) =>
        string.Join(' ', needed.GroupBy(n => n.Skill).OrderBy(g => g.Key).Select(g => string.Create(CultureInfo.InvariantCulture, $"{g.Key}:{g.Max(n => n.Level)}")));

    public static IEnumerable<SkillLevel> Read(string needs) =>
        from need in needs.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        let colon = need.IndexOf(':', StringComparison.Ordinal)
        select new SkillLevel(long.Parse(need.AsSpan(0, colon), CultureInfo.InvariantCulture), int.Parse(need.AsSpan(colon + 1), CultureInfo.InvariantCulture));

    /// <param name="levels">What somebody has, by skill.</param>
    public static bool AreMet(string needs, IReadOnlyDictionary<long, int> levels) => Read(needs).All(n => levels.GetValueOrDefault(n.Skill) >= n.Level);
}
