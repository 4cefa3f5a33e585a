namespace BpoWorkbench.Domain;

// Which skills an item of the queue asks for.
public sealed partial class Queue
{
    public IReadOnlyList<SkillRule> Skills { get; private set; } = [];

    /// <summary>The rules have changed, and what is open has not been sorted by them yet.</summary>
    public bool SkillsPending { get; private set; }

    /// <summary>The rules from now on, for what arrives and for what is there.</summary>
    public void DefineSkills(IReadOnlyList<SkillRule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.Skill == 0)
            {
                throw new Refusal("queue.skill-which");
            }

            if (rule.Level is < 1 or > SkillLevel.Most)
            {
                throw new Refusal("queue.skill-level");
            }

            if (rule.DropAfterMinutes is < 1)
            {
                throw new Refusal("queue.skill-drop");
            }

            if (rule.Field.Length > 0 && !Fields.Any(f => f.Code == rule.Field))
            {
                throw new Refusal("queue.priority-field");
            }

            if (rule.Field.Length > 0 && string.IsNullOrWhiteSpace(rule.Value))
            {
                throw new Refusal("queue.priority-value");
            }
        }

        SkillsPending |= !rules.SequenceEqual(Skills);
        Skills = rules;
    }

    /// <summary>What an item with these values asks for, so long after its arrival.</summary>
    public Asked AskedAt(IReadOnlyDictionary<string, string> values, TimeSpan age)
    {
        if (Skills.Count == 0)
        {
            return new(Needs.None, null);
        }

        var standing = Skills.Where(r => r.StandsAt(age) && r.Holds(values)).ToList();
        var drops = standing.Select(r => r.DropAfterMinutes).OfType<int>().ToList();
        return new(Needs.Of(standing.Select(r => new SkillLevel(r.Skill, r.Level))), drops.Count == 0 ? null : TimeSpan.FromMinutes(drops.Min()));
    }
}
