namespace BpoWorkbench.Domain;

// The steps from the workbook to its items, and every way it can end.
public sealed partial class ImportBatch
{
    public void Start(Queue queue, ImportPlan plan, int rowsExpected, DateTime now)
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
        StartedAt = now;
        State = ImportState.Staging;
    }

    /// <summary>Some more rows are in place, up to a row of the sheet.</summary>
    public void Staged(int lastRow, int accepted, int rejected)
    {
        LastRow = lastRow;
        Accepted += accepted;
        Rejected += rejected;
        Failures = 0;
    }

    /// <summary>From here on its items are there for everyone.</summary>
    public void Publish(DateTime now)
    {
        PublishedAt ??= now;
        State = ImportState.Publishing;
    }

    public void Finish(DateTime now) => (State, EndedAt, Failures) = (ImportState.Published, now, 0);

    public void Cancel(DateTime now)
    {
        Require(State is ImportState.Uploaded or ImportState.Staging, "import.too-late-to-cancel");
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

    /// <summary>Nothing of it is left.</summary>
    public void Removed(DateTime now)
    {
        (Accepted, Rejected, EndedAt) = (0, 0, now);
        State = ErrorCode is null ? ImportState.Cancelled : ImportState.Failed;
    }
}
