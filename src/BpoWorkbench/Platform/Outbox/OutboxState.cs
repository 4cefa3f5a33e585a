namespace BpoWorkbench.Platform.Outbox;

/// <summary>Where a message stands. The numbers are stored: never renumber.</summary>
public enum OutboxState
{
    Unsent = 1,

    /// <summary>Handed to the mail server, whose answer is not known yet.</summary>
    Sending = 2,
    Sent = 3,
    Failed = 4,

    /// <summary>The program or the connection died while it was being sent: a person looks whether it arrived.</summary>
    Uncertain = 5,
    Recalled = 6,
}
