using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Features.Queues;

/// <summary>A queue's rules of priority as they are typed in.</summary>
public sealed class PrioritiesForm
{
    public List<PriorityRow> Rows { get; set; } = [];

    public List<FieldChoice> Fields { get; set; } = [];

    public static PrioritiesForm Of(Queue queue) => new()
    {
        Rows = [.. queue.Priorities.Select(r => PriorityRow.Of(r, queue.Fields))],
        Fields = [.. queue.Fields.Select(f => new FieldChoice(f.Code, f.Label))],
    };

    public void Apply(Queue queue) => queue.DefinePriorities([.. Rows.Select(r => r.ToRule(queue.Fields))]);
}

/// <summary>One rule as it is typed in.</summary>
public sealed class PriorityRow
{
    public PriorityTest Test { get; set; } = PriorityTest.Field;

    public Band Band { get; set; } = Band.High;

    public string Field { get; set; } = "";

    public Comparison Comparison { get; set; } = Comparison.Is;

    public string Value { get; set; } = "";

    public int AgeMinutes { get; set; } = 240;

    public static PriorityRow Of(PriorityRule rule, IReadOnlyList<FieldDefinition> fields) => new()
    {
        Test = rule.Test,
        Band = rule.Band,
        Field = rule.Field,
        Comparison = rule.Comparison,
        Value = ConditionText.Show(fields, rule.Field, rule.Value),
        AgeMinutes = rule.AgeMinutes,
    };

    public PriorityRule ToRule(IReadOnlyList<FieldDefinition> fields) => Test switch
    {
        PriorityTest.Age => new PriorityRule(Test, Band, AgeMinutes: AgeMinutes),
        PriorityTest.Customer => new PriorityRule(Test, Band, Value: Value.Trim()),
        _ => new PriorityRule(Test, Band, Field, Comparison, ConditionText.Store(fields, Field, Comparison, Value)),
    };
}
