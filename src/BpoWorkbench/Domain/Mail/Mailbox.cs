using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain.Mail;

/// <summary>What a message does that belongs to an item which has ended. The numbers are stored: never renumber.</summary>
public enum LateReply
{
    /// <summary>The item is to be done again.</summary>
    Reopen = 0,

    /// <summary>It opens an item of its own, as a child of the one that ended.</summary>
    Child = 1,
}

/// <summary>Where mail for a queue comes in: an address of the house's domain, which the client redirects its own to.</summary>
public sealed class Mailbox : IClientOwned
{
    private Mailbox()
    {
    }

    public Mailbox(Queue queue, string address)
    {
        ClientId = queue.ClientId;
        QueueId = queue.Id;
        Redirect(address);
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    /// <summary>In lower case; no two mailboxes of a client share one.</summary>
    public string Address { get; private set; } = "";

    /// <summary>The client's own address, in whose name its customers are answered; null while there is none.</summary>
    public string? AnswerFrom { get; private set; }

    public LateReply LateReply { get; set; }

    /// <summary>From which confidence on a category is suggested, in per cent.</summary>
    public int SuggestFrom { get; private set; } = 40;

    /// <summary>From which confidence on a message is filed without anybody having read it, in per cent; null for never.</summary>
    public int? FileFrom { get; private set; }

    /// <summary>Of what was sifted, or filed by itself: the share that a person looks at, in per cent.</summary>
    public int CheckShare { get; private set; } = 5;

    /// <summary>Within how many working days complaints have to be resolved; null where nothing is promised.</summary>
    public int? ComplaintDays { get; private set; }

    /// <summary>When a test message sent in the client's name was seen to arrive: nothing else is sent before.</summary>
    public DateTime? TestedAt { get; private set; }

    /// <summary>The Message-ID of the test message that is on its way.</summary>
    public string? TestKey { get; private set; }

    /// <summary>What the server that took the test message found of its sender (RFC 8601), such as "spf=pass dkim=pass dmarc=pass".</summary>
    public string? TestFound { get; private set; }

    /// <summary>Whether its customers can be answered.</summary>
    public bool Answers => AnswerFrom is not null && TestedAt is not null;

    public long Version { get; private set; }

    /// <exception cref="Refusal">mailbox.address.</exception>
    public void Redirect(string address) => Address = Read(address) ?? throw new Refusal("mailbox.address", address.Trim()) { Field = nameof(Address) };

    /// <summary>Another address has not been tried yet.</summary>
    /// <exception cref="Refusal">mailbox.answer-from.</exception>
    public void AnswerAs(string? address)
    {
        var read = string.IsNullOrWhiteSpace(address) ? null : Read(address) ?? throw new Refusal("mailbox.answer-from", address.Trim()) { Field = nameof(AnswerFrom) };
        if (read != AnswerFrom)
        {
            (AnswerFrom, TestedAt, TestKey, TestFound) = (read, null, null, null);
        }
    }

    /// <exception cref="Refusal">mailbox.complaint-days.</exception>
    public void ResolveComplaintsWithin(int? workingDays) => ComplaintDays = workingDays is < 1 or > 365 ? throw new Refusal("mailbox.complaint-days") { Field = nameof(ComplaintDays) } : workingDays;

    /// <exception cref="Refusal">mailbox.shares.</exception>
    public void Trust(int suggestFrom, int? fileFrom, int checkShare)
    {
        if (suggestFrom is < 0 or > 100 || fileFrom is < 50 or > 100 || checkShare is < 0 or > 100)
        {
            throw new Refusal("mailbox.shares");
        }

        (SuggestFrom, FileFrom, CheckShare) = (suggestFrom, fileFrom, checkShare);
    }

    /// <summary>A test message is sent from the client's address to itself: where that is redirected here, it comes back.</summary>
    /// <exception cref="Refusal">mailbox.no-answer-from.</exception>
    public void Test(string key) => TestKey = AnswerFrom is null ? throw new Refusal("mailbox.no-answer-from") : key;

    /// <summary>The test message has come back.</summary>
    public void Passed(string found, DateTime now) => (TestedAt, TestFound, TestKey) = (now, found, null);

    /// <summary>Whether mail to this address is meant for it: what follows a plus sign is the client's own affair.</summary>
    public bool Takes(string address)
    {
        var lower = address.Trim().ToLowerInvariant();
        var (at, plus) = (lower.LastIndexOf('@'), lower.IndexOf('+', StringComparison.Ordinal));
        return (plus > 0 && plus < at ? lower[..plus] + lower[at..] : lower) == Address;
    }

    private static string? Read(string text) => EmailAddress.Read(text) is { Value: { } address } ? address.ToLowerInvariant() : null;
}
