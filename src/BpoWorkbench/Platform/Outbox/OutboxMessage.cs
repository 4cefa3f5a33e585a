using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Outbox;

/// <summary>An email on its way out. It is never handed over twice by itself.</summary>
public sealed class OutboxMessage : IClientOwned
{
    /// <summary>How long a message can be recalled before it is sent.</summary>
    public static readonly TimeSpan RecallWindow = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan[] Backoff =
        [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    private OutboxMessage()
    {
    }

    public OutboxMessage(long clientId, string to, string subject, string text, string? html, DateTime now)
    {
        ClientId = clientId;
        To = to;
        Subject = subject;
        Text = text;
        Html = html;
        CreatedAt = now;
        NotBefore = now + RecallWindow;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    /// <summary>The Message-ID it carries whenever it is handed over, so that a repeated one can be told.</summary>
    public string MessageId { get; init; } = NewMessageId("bpo-workbench");

    public string To { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>In whose name it is sent; null for the house's own.</summary>
    public string? From { get; init; }

    public string? FromName { get; init; }

    /// <summary>The Message-ID that it answers.</summary>
    public string? InReplyTo { get; init; }

    /// <summary>The Message-IDs of the conversation so far, oldest first, separated by spaces (RFC 5322, 3.6.4).</summary>
    public string? References { get; init; }

    public string? Text { get; private set; }

    public string? Html { get; private set; }

    /// <summary>It carries a key to an account: its text is dropped as soon as it is no longer needed.</summary>
    public bool Confidential { get; init; }

    public OutboxState State { get; private set; } = OutboxState.Unsent;

    public int Attempts { get; private set; }

    public DateTime CreatedAt { get; private set; }

    public DateTime NotBefore { get; private set; }

    public DateTime? EndedAt { get; private set; }

    /// <summary>What the mail server said last, in its own words.</summary>
    public string? Answer { get; private set; }

    public long Version { get; private set; }

    /// <summary>A Message-ID that nobody else makes (RFC 5322, 3.6.4), of the domain that it is sent from.</summary>
    public static string NewMessageId(string domain) => $"<{Guid.NewGuid():N}@{domain}>";

    public void StartSending()
    {
        Require(OutboxState.Unsent);
        State = OutboxState.Sending;
        Attempts++;
    }

    public void Record(HandOver result, DateTime now)
    {
        Require(OutboxState.Sending);
        Answer = result.Answer;
        switch (result.Outcome)
        {
            case HandOverOutcome.Accepted:
                End(OutboxState.Sent, now);
                break;
            case HandOverOutcome.Unknown:
                State = OutboxState.Uncertain;
                break;
            case HandOverOutcome.TryLater when Attempts <= Backoff.Length:
                State = OutboxState.Unsent;
                NotBefore = now + Backoff[Attempts - 1];
                break;
            default:
                State = OutboxState.Failed;
                break;
        }
    }

    /// <summary>It was being sent when the program stopped: nobody knows whether it left.</summary>
    public void Doubt()
    {
        Require(OutboxState.Sending);
        State = OutboxState.Uncertain;
    }

    public void Recall(DateTime now)
    {
        Require(OutboxState.Unsent, OutboxState.Failed);
        End(OutboxState.Recalled, now);
    }

    /// <summary>A person has looked: it did not arrive, or is worth another try.</summary>
    public void SendAgain(DateTime now)
    {
        Require(OutboxState.Uncertain, OutboxState.Failed);
        State = OutboxState.Unsent;
        Attempts = 0;
        NotBefore = now;
    }

    /// <summary>A person has looked: it did arrive.</summary>
    public void ConsiderSent(DateTime now)
    {
        Require(OutboxState.Uncertain);
        End(OutboxState.Sent, now);
    }

    private void End(OutboxState state, DateTime now)
    {
        State = state;
        EndedAt = now;
        if (Confidential)
        {
            Text = null;
            Html = null;
        }
    }

    private void Require(params ReadOnlySpan<OutboxState> allowed)
    {
        if (!allowed.Contains(State))
        {
            throw new Refusal("outbox.too-late");
        }
    }
}
