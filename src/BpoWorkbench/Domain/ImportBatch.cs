namespace BpoWorkbench.Domain;

/// <summary>Where an import stands. The numbers are stored: never renumber.</summary>
public enum ImportState
{
    /// <summary>The file is here; how to read it is being decided.</summary>
    Uploaded = 0,

    /// <summary>Its rows are being read; nobody sees them yet.</summary>
    Staging = 1,

    /// <summary>Its items are there for everyone; what is left is to bring known customers up to date.</summary>
    Publishing = 2,

    Published = 3,

    /// <summary>What was read is being removed again.</summary>
    Cancelling = 4,

    Cancelled = 5,
    Failed = 6,

    /// <summary>All rows are checked; somebody is to say whether it goes in.</summary>
    Checked = 7,

    /// <summary>What it did is being taken back.</summary>
    Undoing = 8,

    /// <summary>Taken back, but for what has been worked on since.</summary>
    Undone = 9,
}

/// <summary>One workbook on its way into a queue. Its items are there for nobody until it is published, and that is one row.</summary>
public sealed partial class ImportBatch : IClientOwned
{
    /// <summary>What was checked and nobody has decided on for so long is discarded.</summary>
    public static readonly TimeSpan TimeToDecide = TimeSpan.FromDays(14);

    private const int Tries = 5;

    private ImportBatch()
    {
    }

    public ImportBatch(StoredFile file, long? personId, DateTime now) : this(file.ClientId, null, now) => (FileId, PersonId) = (file.Id, personId);

    public ImportBatch(long clientId, long? queueId, DateTime now) => (ClientId, QueueId, ReceivedAt) = (clientId, queueId, now);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    /// <summary>Where its rows go; null until that is decided.</summary>
    public long? QueueId { get; private set; }

    public long? FileId { get; private set; }

    /// <summary>Who brought it.</summary>
    public long? PersonId { get; private set; }

    /// <summary>The key of the program that brought it, where no person did.</summary>
    public long? KeyId { get; init; }

    /// <summary>Brought by people of the client, from the portal: they see it, and what was brought here they do not.</summary>
    public bool InPortal { get; init; }

    /// <summary>What opens the workbook, sealed; null where it is not locked.</summary>
    public string? Password { get; set; }

    /// <summary>Goes in once it is checked, without anybody being asked.</summary>
    public bool Unasked { get; private set; }

    public ImportState State { get; private set; }

    /// <summary>What whoever brought it has chosen so far, as JSON of the page that asks.</summary>
    public string? Draft { get; set; }

    public ImportPlan? Plan { get; private set; }

    /// <summary>How many rows the sheet says it has.</summary>
    public int RowsExpected { get; private set; }

    /// <summary>The number of the last row of the sheet that was dealt with: a run that was cut short goes on behind it.</summary>
    public int LastRow { get; private set; }

    /// <summary>Rows that are new items.</summary>
    public int Accepted { get; private set; }

    /// <summary>Rows that change an item which was there before.</summary>
    public int Changed { get; private set; }

    /// <summary>Rows that say what is known already.</summary>
    public int Unchanged { get; private set; }

    public int Rejected { get; private set; }

    public DateTime ReceivedAt { get; private set; }

    /// <summary>When its rows arrived, as their service time counts it.</summary>
    public DateTime? StartedAt { get; private set; }

    /// <summary>When all of its rows had been read.</summary>
    public DateTime? CheckedAt { get; private set; }

    public DateTime? PublishedAt { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>Who has seen what it would do, and wanted it.</summary>
    public long? ConfirmedBy { get; private set; }

    public long? UndoneBy { get; private set; }

    /// <summary>What could not be taken back, because it has been worked on since.</summary>
    public int Kept { get; private set; }

    public string? ErrorCode { get; private set; }

    public IReadOnlyList<string> ErrorArgs { get; private set; } = [];

    public int Failures { get; private set; }

    public int RowsRead => Accepted + Changed + Unchanged + Rejected;

    public bool IsRunning => State is ImportState.Staging or ImportState.Publishing or ImportState.Cancelling or ImportState.Undoing;

    private static void Require(bool allowed, string code)
    {
        if (!allowed)
        {
            throw new Refusal(code);
        }
    }
}
