namespace BpoWorkbench.Domain;

// Which band an item of the queue belongs into.
public sealed partial class Queue
{
    public IReadOnlyList<PriorityRule> Priorities { get; private set; } = [];

    /// <summary>The rules from now on: for what arrives, and for what grows old.</summary>
    public void DefinePriorities(IReadOnlyList<PriorityRule> rules)
    {
        foreach (var rule in rules)
        {
            if (rule.Test == PriorityTest.Field && !Fields.Any(f => f.Code == rule.Field))
            {
                throw new Refusal("queue.priority-field");
            }

            if (rule.Test != PriorityTest.Age && string.IsNullOrWhiteSpace(rule.Value))
            {
                throw new Refusal("queue.priority-value");
            }

            // Nothing becomes less urgent by waiting.
            if (rule.Test == PriorityTest.Age && (rule.AgeMinutes < 1 || rule.Band >= Band.Normal))
            {
                throw new Refusal("queue.priority-age");
            }
        }

        Priorities = rules;
    }

    /// <summary>The band of an item that arrives with these values.</summary>
    public Band BandFor(IReadOnlyDictionary<string, string> values, string? customerKey) =>
        Priorities.Where(r => r.Holds(values, customerKey, TimeSpan.Zero)).Select(r => r.Band).DefaultIfEmpty(Band.Normal).Min();
}
