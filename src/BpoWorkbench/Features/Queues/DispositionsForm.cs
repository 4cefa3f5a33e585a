using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Features.Queues;

/// <summary>A queue's outcomes as they are typed in; the order is that of the number keys.</summary>
public sealed class DispositionsForm
{
    public List<DispositionRow> Rows { get; set; } = [];

    /// <summary>The fields that may be asked for.</summary>
    public IReadOnlyList<FieldChoice> Fields { get; init; } = [];

    /// <summary>Writes the rows into the queue. What is gone from them is retired where items ended with it.</summary>
    public void Apply(Queue queue, IReadOnlySet<long> used)
    {
        var kept = Rows.Select(r => r.Id).ToHashSet();
        foreach (var gone in queue.Dispositions.Where(d => !kept.Contains(d.Id)).ToList())
        {
            if (used.Contains(gone.Id))
            {
                gone.Retired = true;
            }
            else
            {
                queue.Dispositions.Remove(gone);
            }
        }

        var codes = queue.Dispositions.Select(d => d.Code).ToHashSet();
        foreach (var (row, order) in Rows.Select((r, i) => (r, i + 1)))
        {
            var disposition = queue.Dispositions.Find(d => d.Id != 0 && d.Id == row.Id);
            if (disposition is null)
            {
                disposition = new Disposition(queue, FieldCode.From(row.Label, codes), row.Label, row.Effect, row.Counts());
                queue.Dispositions.Add(disposition);
            }

            row.Apply(disposition, order);
        }

        CheckEnds(queue);
    }

    // A retry must lead to an outcome that ends the item and is still given.
    private static void CheckEnds(Queue queue)
    {
        foreach (var retry in queue.Dispositions.Where(d => !d.Retired && d.Effect == DispositionEffect.Retry))
        {
            var end = queue.Dispositions.Find(d => d.Code == retry.ThenCode);
            if (end is null || end.Retired || end.Effect != DispositionEffect.Finish)
            {
                throw new Refusal("disposition.then", retry.Label);
            }
        }
    }
}

/// <summary>A field of the queue, by its code.</summary>
public sealed record FieldChoice(string Code, string Label);

/// <summary>One outcome as it is typed in.</summary>
public sealed class DispositionRow
{
    public long Id { get; set; }

    public string Code { get; set; } = "";

    public string Group { get; set; } = "";

    public string Label { get; set; } = "";

    public DispositionEffect Effect { get; set; }

    public int RetryMinutes { get; set; } = 120;

    public int MaxAttempts { get; set; } = 5;

    public string ThenCode { get; set; } = "";

    public List<string> RequiredFields { get; set; } = [];

    public bool NoteRequired { get; set; }

    public bool Retired { get; set; }

    public bool Attempt { get; set; }

    public bool Contact { get; set; }

    public bool RightParty { get; set; }

    public bool Success { get; set; }

    public bool Billable { get; set; }

    public static DispositionRow Of(Disposition d) => new()
    {
        Id = d.Id,
        Code = d.Code,
        Group = d.Group,
        Label = d.Label,
        Effect = d.Effect,
        RetryMinutes = d.RetryMinutes == 0 ? 120 : d.RetryMinutes,
        MaxAttempts = d.MaxAttempts == 0 ? 5 : d.MaxAttempts,
        ThenCode = d.ThenCode ?? "",
        RequiredFields = [.. d.RequiredFields],
        NoteRequired = d.NoteRequired,
        Retired = d.Retired,
        Attempt = d.Counts.HasFlag(CountsAs.Attempt),
        Contact = d.Counts.HasFlag(CountsAs.Contact),
        RightParty = d.Counts.HasFlag(CountsAs.RightParty),
        Success = d.Counts.HasFlag(CountsAs.Success),
        Billable = d.Counts.HasFlag(CountsAs.Billable),
    };

    public CountsAs Counts() => (Attempt || Effect == DispositionEffect.Retry ? CountsAs.Attempt : CountsAs.None) | (Contact ? CountsAs.Contact : CountsAs.None) | (RightParty ? CountsAs.RightParty : CountsAs.None)
        | (Success ? CountsAs.Success : CountsAs.None) | (Billable ? CountsAs.Billable : CountsAs.None);

    public void Apply(Disposition disposition, int order)
    {
        if (Label.Trim() is { Length: 0 or > 80 })
        {
            throw new Refusal("disposition.label");
        }

        var retries = Effect == DispositionEffect.Retry;
        if (retries && (RetryMinutes is < 1 or > 43_200 || MaxAttempts is < 1 or > 50))
        {
            throw new Refusal("disposition.retry", Label);
        }

        disposition.Group = Group.Trim();
        disposition.Label = Label.Trim();
        disposition.Order = order;
        disposition.Effect = Effect;
        disposition.Counts = Counts();
        disposition.RetryMinutes = retries ? RetryMinutes : 0;
        disposition.MaxAttempts = retries ? MaxAttempts : 0;
        disposition.ThenCode = retries ? ThenCode : null;
        disposition.RequiredFields = [.. RequiredFields];
        disposition.NoteRequired = NoteRequired;
        disposition.Retired = Retired;
    }
}
