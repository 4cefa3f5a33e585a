namespace BpoWorkbench.Domain;

/// <summary>A skill that the queue's items ask for: all of them, or those of which the condition holds.</summary>
/// <param name="Level">The least, from 1 to <see cref="SkillLevel.Most"/>.</param>
/// <param name="DropAfterMinutes">
/// Preferred: so long after its arrival, by the clock on the wall, an item does without it. Null where it is required.
/// </param>
/// <param name="Field">The field of the condition; empty where it is asked of every item.</param>
public sealed record SkillRule(long Skill, int Level, int? DropAfterMinutes = null, string Field = "", Comparison Comparison = Comparison.Is, string Value = "")
{
    public bool Holds(IReadOnlyDictionary<string, string> values) => Field.Length == 0 || new Condition(Field, Comparison, Value).Holds(values);

    /// <summary>At that age an item still asks for it.</summary>
    public bool StandsAt(TimeSpan age) => DropAfterMinutes is not { } minutes || age < TimeSpan.FromMinutes(minutes);
}

/// <summary>What an item asks for at an age.</summary>
/// <param name="EasesAt">At which age it asks for less; null where it never will.</param>
public readonly record struct Asked(string Needs, TimeSpan? EasesAt);
