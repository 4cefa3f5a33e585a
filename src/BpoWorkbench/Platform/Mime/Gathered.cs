namespace BpoWorkbench.Platform.Mime;

internal delegate AttachmentContent Attach(string? name, string type, string? contentId, bool inline, int keep);

/// <summary>What one message is made of, gathered part by part.</summary>
internal sealed class Gathered(MailLimits limits, Attach attach, Func<bool> hasRoom)
{
    public MailFaults Faults;

    private readonly List<MailAttachment> _attachments = [];
    private readonly List<MailMessage> _messages = [];
    private readonly List<MailReport> _reports = [];
    private readonly List<MailCalendar> _calendars = [];
    private readonly BodyText _text = new(limits.TextBytes);
    private readonly BodyText _html = new(limits.TextBytes);

    /// <summary>That the message declares for its text.</summary>
    public string? Charset { get; init; }

    public MailPart Add(MailMessage message)
    {
        _messages.Add(message);
        Faults |= message.Faults;
        return message.Structure;
    }

    /// <summary>A part that is not split further.</summary>
    public void Leaf(PartLines lines, ContentHead head, Place place)
    {
        if (MailReport.Is(head.Type))
        {
            using var content = new KeptContent(limits.TextBytes);
            content.Fill(lines, TransferDecoder.Of(head.Encoding));
            Faults |= content.IsCut ? MailFaults.TextCut : MailFaults.None;
            _reports.Add(MailReport.Of(head.Type, content.Kept, limits));
        }
        else if (IsBody(head, place, out var html))
        {
            using var content = html ? new KeptContent(limits.TextBytes) : new PlainContent(limits.TextBytes, Amid, _attachments.Add);
            content.Fill(lines, TransferDecoder.Of(head.IsMultipart ? null : head.Encoding));
            (content as PlainContent)?.Finish();
            Keep(content, head, html);
        }
        else
        {
            File(lines, head);
        }
    }

    /// <summary>A multipart that never began.</summary>
    public void Whole(KeptContent content, ContentHead head, Place place)
    {
        if (IsBody(head, place, out var html))
        {
            Keep(content, head, html);
        }
    }

    public void File(PartLines lines, ContentHead head)
    {
        var isCalendar = head.Type == "text/calendar";
        using var content = attach(head.Name, head.Type, head.Id, head.IsInline || (!head.IsAttachment && head.IsText && head.Name is null), isCalendar ? limits.TextBytes : 0);
        content.Fill(lines, TransferDecoder.Of(head.IsMultipart ? null : head.Encoding));
        _attachments.Add(content.Finish());
        if (isCalendar)
        {
            Faults |= content.IsCut ? MailFaults.TextCut : MailFaults.None;
            _calendars.Add(new MailCalendar(head["method"]?.ToUpperInvariant(), BodyText.Lines(Charsets.Decode(content.Kept, head["charset"] ?? "utf-8")), _attachments[^1].Number));
        }
    }

    public MailMessage Message(MailHeaders headers, MailPart structure) => new()
    {
        Headers = headers,
        MessageId = headers.Raw("Message-ID") is { } id ? MessageIds.First(id) : null,
        InReplyTo = MessageIds.All(headers.Raw("In-Reply-To")),
        References = MessageIds.All(headers.Raw("References")),
        From = Addressed(headers, "From"),
        Sender = Addressed(headers, "Sender") is [var sender, ..] ? sender : null,
        ReplyTo = Addressed(headers, "Reply-To"),
        To = Addressed(headers, "To"),
        Cc = Addressed(headers, "Cc"),
        Bcc = Addressed(headers, "Bcc"),
        Date = Dates.Of(headers.Raw("Date")),
        Subject = headers.Value("Subject"),
        Text = _text.Text,
        Html = _html.Text,
        Attachments = _attachments,
        Messages = _messages,
        Reports = _reports,
        Calendars = _calendars,
        Fragment = structure.Type == "message/partial" ? new ContentHead(headers, structure.Type).Fragment : null,
        Structure = structure,
        Faults = Faults,
    };

    // A file in the text takes a line or two; parts are counted where they begin.
    private AttachmentContent? Amid(string name)
    {
        var fits = hasRoom();
        Faults |= fits ? MailFaults.None : MailFaults.TooManyParts;
        return fits ? attach(name, "application/octet-stream", null, false, 0) : null;
    }

    private static IReadOnlyList<MailAddress> Addressed(MailHeaders headers, string name) => Addresses.Of(headers.All(name).Select(field => field.Raw));

    private void Keep(KeptContent content, ContentHead head, bool html)
    {
        Faults |= content.IsCut ? MailFaults.TextCut : MailFaults.None;
        var of = html ? _html : _text;
        of.Add(content, head, html);
        Faults |= of.IsCut ? MailFaults.TextCut : MailFaults.None;
    }

    // The first text is the body, and what follows of its kind goes on with it; one of the other kind belongs to it only as an alternative.
    private bool IsBody(ContentHead head, Place place, out bool html)
    {
        html = head.Type == "text/html";
        var isPlain = head.Type == "text/plain" || head.IsMultipart || (IsUnknownText(head.Type) && head.Name is null && !place.IsAlternative);
        if (!(html || isPlain) || head.IsAttachment || place.IsAside || (head.Name is not null && (_text.Text ?? _html.Text) is not null))
        {
            return false;
        }

        var (own, other) = html ? (_html, _text) : (_text, _html);
        return own.Text is null ? other.Text is null || place.InAlternative : !place.IsAlternative;
    }

    // What is meant for no program in particular is shown as it is (RFC 2046, 4.1.4).
    private static bool IsUnknownText(string type) => type.StartsWith("text/", StringComparison.Ordinal)
        && type is not ("text/calendar" or "text/csv" or "text/vcard" or "text/x-vcard" or "text/directory" or "text/xml" or "text/css" or "text/javascript" or "text/rtf" or "text/tab-separated-values" or "text/x-amp-html");
}
