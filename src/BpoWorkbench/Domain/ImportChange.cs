using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Domain;

/// <summary>How far a row has come with the item that was there before. The numbers are stored: never renumber.</summary>
public enum ImportChangeState
{
    /// <summary>To be done once the import goes in.</summary>
    Staged = 0,
    Applied = 1,

    /// <summary>Not done: the item had ended by then.</summary>
    Missed = 2,
    Undone = 3,

    /// <summary>Not taken back: the item has been worked on since.</summary>
    Kept = 4,
}

/// <summary>What a row of a workbook does to an item that was there before: brings it up to date, or ends it.</summary>
public sealed class ImportChange : IClientOwned
{
    private ImportChange()
    {
    }

    public ImportChange(ImportBatch batch, int row, long itemId, Dictionary<string, string> after) =>
        (ClientId, BatchId, Row, ItemId, After) = (batch.ClientId, batch.Id, row, itemId, after);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long BatchId { get; private set; }

    /// <summary>Its number in the sheet, from 1.</summary>
    public int Row { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    public ImportChangeState State { get; private set; }

    /// <summary>The values that change, by field code; "" empties. None where the item is ended.</summary>
    public Dictionary<string, string> After { get; private set; } = [];

    /// <summary>The same fields as they were.</summary>
    public Dictionary<string, string> Before { get; private set; } = [];

    public DateTime? AppliedAt { get; private set; }

    /// <summary>What the change made of the item: <see cref="WorkItem.IsUntouchedSince"/>.</summary>
    public long Version { get; private set; }

    public bool EndsItem => After.Count == 0;

    /// <summary>Does it; the item, its queue and its customer must be loaded.</summary>
    /// <returns>False where the item has ended meanwhile.</returns>
    public bool Apply(long? personId, DateTime now)
    {
        if (!Item!.IsOpen)
        {
            State = ImportChangeState.Missed;
            return false;
        }

        if (EndsItem)
        {
            Item.Cancel(personId, now);
        }
        else
        {
            Before = After.Keys.ToDictionary(code => code, code => Item.Fields.GetValueOrDefault(code, ""));
            Item.Update(After, personId, now);
        }

        State = ImportChangeState.Applied;
        return true;
    }

    /// <summary>All that follows from it has been done as well.</summary>
    public void Applied(DateTime now) => (AppliedAt, Version) = (now, Item!.Version);

    /// <summary>Whether nobody has done anything to the item since; its steps must be loaded.</summary>
    public bool CanBeTakenBack => State == ImportChangeState.Applied && Item!.IsUntouchedSince(AppliedAt!.Value, Version);

    /// <summary>Gives the values back that were there before.</summary>
    public void TakeBack(long? personId, DateTime now)
    {
        if (!EndsItem)
        {
            Item!.Update(Before, personId, now);
        }

        State = ImportChangeState.Undone;
    }

    public void Keep() => State = ImportChangeState.Kept;
}
