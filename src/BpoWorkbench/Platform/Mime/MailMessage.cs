namespace BpoWorkbench.Platform.Mime;

/// <summary>One message as it was read (RFC 5322): nothing in it is to be trusted, names and types least of all.</summary>
public sealed record MailMessage
{
    public required MailHeaders Headers { get; init; }

    /// <summary>Without its angle brackets (RFC 5322, 3.6.4).</summary>
    public string? MessageId { get; init; }

    /// <summary>Usually one, without angle brackets.</summary>
    public IReadOnlyList<string> InReplyTo { get; init; } = [];

    /// <summary>The oldest first, without angle brackets.</summary>
    public IReadOnlyList<string> References { get; init; } = [];

    public IReadOnlyList<MailAddress> From { get; init; } = [];

    public MailAddress? Sender { get; init; }

    public IReadOnlyList<MailAddress> ReplyTo { get; init; } = [];

    public IReadOnlyList<MailAddress> To { get; init; } = [];

    public IReadOnlyList<MailAddress> Cc { get; init; } = [];

    public IReadOnlyList<MailAddress> Bcc { get; init; } = [];

    /// <summary>As the sender's clock said, with its zone; null where it is missing or no date.</summary>
    public DateTimeOffset? Date { get; init; }

    public string? Subject { get; init; }

    /// <summary>The plain body, lines ended by \n, flowed lines joined (RFC 3676); several inline plain parts one after the other. Null where there is none.</summary>
    public string? Text { get; init; }

    /// <summary>The HTML body as it came, unsanitized, lines ended by \n.</summary>
    public string? Html { get; init; }

    /// <summary>Every part that is neither body nor multipart nor forwarded message, pictures of the HTML included, in their order.</summary>
    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>Forwarded, returned and digested messages (RFC 2046, 5.2.1), and returned headers (RFC 6522).</summary>
    public IReadOnlyList<MailMessage> Messages { get; init; } = [];

    /// <summary>Reports for machines: deliveries (RFC 3464), dispositions (RFC 8098), feedback (RFC 5965).</summary>
    public IReadOnlyList<MailReport> Reports { get; init; } = [];

    /// <summary>Invitations and answers to them (RFC 5545, 6047); each is among the attachments as well.</summary>
    public IReadOnlyList<MailCalendar> Calendars { get; init; } = [];

    /// <summary>What it is a piece of; null where it is whole.</summary>
    public MailFragment? Fragment { get; init; }

    /// <summary>How it is made.</summary>
    public required MailPart Structure { get; init; }

    public MailFaults Faults { get; init; }

    /// <summary>What servers on its way found (RFC 8601), the nearest first. Whoever wrote the message may have written them too: believe only a server known.</summary>
    public IEnumerable<AuthenticationResults> AuthenticationResults =>
        Headers.All("Authentication-Results").Select(header => Mime.AuthenticationResults.Of(header.Raw));
}

/// <summary>Someone in an address field (RFC 5322, 3.4); members of groups stand for themselves.</summary>
/// <param name="Name">Decoded; null where none was given.</param>
/// <param name="Address">As written, without angle brackets; empty where only a name was given.</param>
public sealed record MailAddress(string? Name, string Address);

/// <summary>A part and the parts in it.</summary>
/// <param name="Type">Its media type in lower case, such as "text/plain".</param>
/// <param name="Begin">Where its header begins, in bytes of what was read: the stream, or an encoded part around it.</param>
/// <param name="Body">Where its body begins.</param>
/// <param name="End">Where its body ends: the line break before a boundary belongs to the boundary (RFC 2046, 5.1.1).</param>
public sealed record MailPart(string Type, long Begin, long Body, long End, IReadOnlyList<MailPart> Parts);

/// <summary>A piece of a message that was too large to travel at once (RFC 2046, 5.2.2).</summary>
/// <param name="Id">The same for all of them.</param>
/// <param name="Number">From 1 on.</param>
/// <param name="Total">How many there are; null where this one does not say.</param>
public sealed record MailFragment(string Id, int Number, int? Total);

/// <summary>A calendar (text/calendar).</summary>
/// <param name="Method">REQUEST, REPLY, CANCEL …, as the part says.</param>
/// <param name="Text">The calendar itself (RFC 5545).</param>
/// <param name="Attachment">The number of the attachment that it is.</param>
public sealed record MailCalendar(string? Method, string Text, int Attachment);
