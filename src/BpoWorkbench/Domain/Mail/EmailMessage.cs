namespace BpoWorkbench.Domain.Mail;

/// <summary>A category that was thought of for a message.</summary>
/// <param name="Confidence">How likely it is right, from 0 to 1.</param>
/// <param name="Words">What of the message spoke for it most.</param>
public sealed record Suggested(long CategoryId, double Confidence, IReadOnlyList<string> Words);

/// <summary>
/// An email of a client: one that came in, or one that was written in its name. The message itself is a file; what stands here is what
/// lists show and what it is found by. It belongs to an item, or was sifted out because it needs nobody.
/// </summary>
public sealed partial class EmailMessage : IClientOwned
{
    /// <summary>So much of the text is kept beside the file, in characters.</summary>
    public const int TextLength = 20_000;

    private EmailMessage()
    {
    }

    /// <summary>One that came in.</summary>
    public EmailMessage(Mailbox mailbox, StoredFile file, string messageKey, DateTime now)
    {
        ClientId = mailbox.ClientId;
        QueueId = mailbox.QueueId;
        FileId = file.Id;
        MessageKey = messageKey;
        At = now;
    }

    /// <summary>One that is written here, in the client's name.</summary>
    /// <param name="messageId">The one it is sent with.</param>
    public EmailMessage(long clientId, long queueId, long itemId, string messageId, DateTime now)
    {
        (ClientId, QueueId, ItemId, IsOurs, At) = (clientId, queueId, itemId, true, now);
        MessageKey = messageId.Trim('<', '>');
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    /// <summary>Null where it was sifted out.</summary>
    public long? ItemId { get; private set; }

    /// <summary>Written here, in the client's name.</summary>
    public bool IsOurs { get; private set; }

    /// <summary>Its Message-ID without the brackets, or where it bears none, the SHA-256 of the whole: unique in its queue.</summary>
    public string MessageKey { get; private set; } = "";

    public long? FileId { get; private set; }

    /// <summary>Where it waits to be sent, for what is ours.</summary>
    public long? OutboxId { get; set; }

    /// <summary>On a person's answer: service time of its item from the receipt until then, in milliseconds.</summary>
    public long? ResponseMs { get; set; }

    /// <summary>When it came in, or was written.</summary>
    public DateTime At { get; private set; }

    public string FromAddress { get; private set; } = "";

    public string FromName { get; private set; } = "";

    /// <summary>Whom it was sent to, as it says.</summary>
    public string To { get; private set; } = "";

    public string Subject { get; private set; } = "";

    /// <summary>What is new in it, without what it quotes.</summary>
    public string Text { get; private set; } = "";

    /// <summary>How many files it carries.</summary>
    public int Files { get; private set; }

    /// <summary>Folded to lower case without accents.</summary>
    public string SearchText { get; private set; } = "";

    /// <summary>It could not be read: people see it as the file that it is.</summary>
    public bool IsUnreadable { get; private set; }

    public long Version { get; private set; }

    /// <summary>What it says.</summary>
    public void Says(string fromAddress, string fromName, string to, string subject, string text, int files)
    {
        (FromAddress, FromName, To) = (Cut(Line(fromAddress), 320).ToLowerInvariant(), Cut(Line(fromName), 200), Cut(Line(to), 2_000));
        (Subject, Text, Files) = (Cut(Line(subject), 500), Cut(text, TextLength), files);
        SearchText = TextFolding.Fold($"{FromAddress} {FromName} {Subject} {Text}");
    }

    public void CouldNotBeRead() => IsUnreadable = true;

    /// <summary>It is part of an item from now on.</summary>
    public void JoinItem(long itemId) => ItemId = itemId;

    // Encoded words may hold line ends, and what is answered must not.
    private static string Line(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c)).Trim();

    // The database takes no zero character, and nobody reads one.
    private static string Cut(string text, int length)
    {
        var clean = text.Replace("\0", "", StringComparison.Ordinal);
        return clean.Length <= length ? clean : clean[..(char.IsHighSurrogate(clean[length - 1]) ? length - 1 : length)];
    }
}
