namespace BpoWorkbench.Domain.Work;

// What a client's workbook does to an item, and how that is taken back.
public sealed partial class WorkItem
{
    /// <summary>On the step that ended it: the workbook that had brought it was taken back.</summary>
    public const string Withdrawn = "withdrawn";

    private static readonly WorkEventKind[] ByItself = [WorkEventKind.Warned, WorkEventKind.Breached, WorkEventKind.NeedsChanged, WorkEventKind.BandChanged];

    /// <summary>Values that the client has changed, "" where it says nothing any more; queue and customer must be loaded.</summary>
    public void Update(IReadOnlyDictionary<string, string> values, long? personId, DateTime now)
    {
        ChangeFields(values, personId, now);
        foreach (var code in values.Where(v => v.Value.Length == 0).Select(v => v.Key))
        {
            Fields.Remove(code);
        }

        Title = ItemValues.Title(Queue!.Fields, Fields);
        Index();
        // Other values may ask for other skills.
        AskAnew(now);
    }

    /// <summary>True while nothing has happened to it but what happens by itself; its steps must be loaded.</summary>
    public bool IsUntouched => State == WorkState.Ready && Events.TrueForAll(e => e.Kind == WorkEventKind.Received || Happened(e));

    /// <summary>True where nothing has happened to it since a moment, at which it had that version, but what happens by itself; its steps must be loaded.</summary>
    public bool IsUntouchedSince(DateTime moment, long version) => Version - version == Events.Count(e => e.At > moment && Happened(e));

    /// <summary>The workbook that brought it is taken back: as if it had not come, and its key is free again.</summary>
    public void Withdraw(long? personId, DateTime now)
    {
        Require(IsUntouched, "item.changed-since");
        Cancel(personId, now);
        Events[^1].Detail = Withdrawn;
        ExternalKey = null;
    }

    private static bool Happened(WorkEvent step) => step.PersonId is null && ByItself.Contains(step.Kind);
}
