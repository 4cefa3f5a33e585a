namespace BpoWorkbench.Domain;

// The steps from the workbook to its items, and every way it can end.
public sealed partial class ImportBatch
{
    /// <param name="unasked">Goes in once it is checked, without anybody being asked.</param>
    public void Start(Queue queue, ImportPlan plan, int rowsExpected, bool unasked, DateTime now)
    {
        Require(State == ImportState.Uploaded, "import.already-started");
        Require(queue.ClientId == ClientId, "queue.unknown");
        if (queue.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", queue.Name);
        }

        QueueId = queue.Id;
        Plan = plan;
        RowsExpected = rowsExpected;
        Unasked = unasked;
        StartedAt = now;
        State = ImportState.Staging;
    }

    /// <summary>Some more rows are in place, up to a row of the sheet.</summary>
    public void Staged(int lastRow, int accepted, int changed, int unchanged, int rejected)
    {
        LastRow = lastRow;
        Accepted += accepted;
        Changed += changed;
        Unchanged += unchanged;
        Rejected += rejected;
        Failures = 0;
    }

    /// <summary>All rows have been read, and somebody is to look at what they would do.</summary>
    /// <remarks>Nothing where somebody has cancelled it meanwhile.</remarks>
    public void Check(DateTime now) => (State, CheckedAt) = State == ImportState.Staging ? (ImportState.Checked, now) : (State, CheckedAt);

    /// <summary>From here on its items are there for everyone.</summary>
    public void Publish(long? confirmedBy, DateTime now)
    {
        Require(State is ImportState.Staging or ImportState.Checked, "import.not-checked");
        ConfirmedBy = confirmedBy;
        CheckedAt ??= now;
        PublishedAt ??= now;
        State = ImportState.Publishing;
    }

    /// <summary>What it says is done, new and old.</summary>
    /// <remarks>Nothing where another has finished it meanwhile: it may even be taken back by now.</remarks>
    public void Finish(DateTime now) => (State, EndedAt, Failures) = State == ImportState.Publishing ? (ImportState.Published, now, 0) : (State, EndedAt, Failures);

    /// <summary>A row spoke of an item which has ended meanwhile: too late to change it, and what was to end it has nothing to do.</summary>
    public void Miss(ImportChange change)
    {
        Changed--;
        (Unchanged, Rejected) = change.EndsItem ? (Unchanged + 1, Rejected) : (Unchanged, Rejected + 1);
    }

    /// <summary>What it did is to be taken back, as long as its queue keeps it.</summary>
    public void Undo(TimeSpan kept, long personId, DateTime now)
    {
        Require(State == ImportState.Published, "import.not-to-undo");
        Require(now - PublishedAt <= kept, "import.undo-too-late");
        UndoneBy = personId;
        State = ImportState.Undoing;
    }

    /// <param name="kept">So many could not be taken back.</param>
    public void Undone(int kept, DateTime now) => (State, Kept, EndedAt, Failures) = (ImportState.Undone, kept, now, 0);

    public void Cancel(DateTime now)
    {
        Require(State is ImportState.Uploaded or ImportState.Staging or ImportState.Checked, "import.too-late-to-cancel");
        (State, EndedAt) = State == ImportState.Uploaded ? (ImportState.Cancelled, now) : (ImportState.Cancelling, EndedAt);
    }

    /// <summary>It cannot be read: what was read of it is removed.</summary>
    public void Fail(string code, IEnumerable<string> args)
    {
        ErrorCode = code;
        ErrorArgs = [.. args];
        State = ImportState.Cancelling;
    }

    /// <summary>Something went wrong that may not go wrong again; after some tries it is given up.</summary>
    public void Stumble(string reference)
    {
        if (++Failures >= Tries && State == ImportState.Staging)
        {
            Fail("import.failed", [reference]);
        }
    }

    /// <summary>Nothing of it is left, nor anything to open its workbook for.</summary>
    public void Removed(DateTime now)
    {
        (Accepted, Changed, Unchanged, Rejected, EndedAt, Password) = (0, 0, 0, 0, now, null);
        State = ErrorCode is null ? ImportState.Cancelled : ImportState.Failed;
    }
}
