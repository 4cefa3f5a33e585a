using BpoWorkbench.Domain;

namespace BpoWorkbench.Tenancy;

/// <summary>Something that not every agent can do, as the house calls it: a language, the billing system of a client.</summary>
public sealed class Skill
{
    private Skill()
    {
    }

    public Skill(string name) => Rename(name);

    public long Id { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>No longer offered where something new is asked for; what asks for it already goes on doing so.</summary>
    public bool Retired { get; set; }

    public long Version { get; private set; }

    public void Rename(string name) => Name = name.Trim() is { Length: > 0 and <= 60 } named ? named : throw new Refusal("skill.name");
}

/// <summary>How well somebody has a skill.</summary>
public sealed class PersonSkill
{
    private PersonSkill()
    {
    }

    public PersonSkill(long personId, long skillId, int level)
    {
        (PersonId, SkillId) = (personId, skillId);
        Reach(level);
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public long SkillId { get; private set; }

    /// <summary>From 1 to <see cref="SkillLevel.Most"/>.</summary>
    public int Level { get; private set; }

    public void Reach(int level) => Level = level is >= 1 and <= SkillLevel.Most ? level : throw new Refusal("skill.level");
}
