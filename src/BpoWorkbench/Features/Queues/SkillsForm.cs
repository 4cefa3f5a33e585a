using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Features.Queues;

/// <summary>The skills that a queue asks for, as they are typed in.</summary>
public sealed class SkillsForm
{
    public List<SkillRow> Rows { get; set; } = [];

    public List<FieldChoice> Fields { get; set; } = [];

    /// <summary>Those that can be asked for.</summary>
    public List<SkillChoice> Skills { get; set; } = [];

    public static SkillsForm Of(Queue queue, List<SkillChoice> skills) => new()
    {
        Rows = [.. queue.Skills.Select(r => SkillRow.Of(r, queue.Fields))],
        Fields = [.. queue.Fields.Select(f => new FieldChoice(f.Code, f.Label))],
        Skills = skills.FindAll(s => !s.Retired || queue.Skills.Any(r => r.Skill == s.Id)),
    };

    public void Apply(Queue queue) => queue.DefineSkills([.. Rows.Select(r => r.ToRule(queue.Fields))]);
}

/// <summary>A skill that may be chosen.</summary>
public sealed record SkillChoice(long Id, string Name, bool Retired);

/// <summary>One rule as it is typed in.</summary>
public sealed class SkillRow
{
    public long Skill { get; set; }

    public int Level { get; set; } = 1;

    public bool Preferred { get; set; }

    public int DropAfterMinutes { get; set; } = 30;

    /// <summary>Empty where every item asks for it.</summary>
    public string Field { get; set; } = "";

    public Comparison Comparison { get; set; } = Comparison.Is;

    public string Value { get; set; } = "";

    public static SkillRow Of(SkillRule rule, IReadOnlyList<FieldDefinition> fields) => new()
    {
        Skill = rule.Skill,
        Level = rule.Level,
        Preferred = rule.DropAfterMinutes is not null,
        DropAfterMinutes = rule.DropAfterMinutes ?? 30,
        Field = rule.Field,
        Comparison = rule.Comparison,
        Value = ConditionText.Show(fields, rule.Field, rule.Value),
    };

    public SkillRule ToRule(IReadOnlyList<FieldDefinition> fields)
    {
        var rule = new SkillRule(Skill, Level, Preferred ? DropAfterMinutes : null);
        return Field.Length == 0 ? rule : rule with { Field = Field, Comparison = Comparison, Value = ConditionText.Store(fields, Field, Comparison, Value) };
    }
}
