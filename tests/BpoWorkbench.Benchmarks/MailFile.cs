using System.Text.Json.Serialization;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Benchmarks;

/// <summary>A message as it is written down for others to compare.</summary>
internal record MailText
{
    public string? MessageId { get; init; }

    public string? Subject { get; init; }

    public IReadOnlyList<MailAddress>? From { get; init; }

    public IReadOnlyList<MailAddress>? To { get; init; }

    public IReadOnlyList<MailAddress>? Cc { get; init; }

    public DateTimeOffset? Date { get; init; }

    public string? Text { get; init; }

    public string? Html { get; init; }

    public IReadOnlyList<AttachmentText>? Attachments { get; init; }

    /// <summary>Messages forwarded or returned in it.</summary>
    public IReadOnlyList<MailText>? Nested { get; init; }

    public IReadOnlyList<DeliveryRecipient>? Deliveries { get; init; }

    public IReadOnlyList<MailCalendar>? Calendars { get; init; }

    public string? Faults { get; init; }

    public MailPart? Structure { get; init; }

    public static MailText Of(MailMessage message) => Fill(new MailText(), message);

    protected static T Fill<T>(T text, MailMessage message)
        where T : MailText => text with
        {
            MessageId = message.MessageId,
            Subject = message.Subject,
            From = message.From,
            To = message.To,
            Cc = message.Cc,
            Date = message.Date,
            Text = message.Text,
            Html = message.Html,
            Attachments = [.. message.Attachments.Select(a => new AttachmentText(a.Name, a.Type, a.Size, a.Sha256, a.ContentId, a.Inline, a.Kind.ToString().ToLowerInvariant()))],
            Nested = [.. message.Messages.Select(Of)],
            Deliveries = message.Reports.SelectMany(r => r.Recipients).ToList() is { Count: > 0 } told ? told : null,
            Calendars = message.Calendars.Count > 0 ? message.Calendars : null,
            Faults = message.Faults == MailFaults.None ? null : message.Faults.ToString(),
            Structure = message.Structure,
        };
}

internal sealed record AttachmentText(string? Name, string Type, long Size, string Sha256, string? ContentId, bool Inline, string Kind);

/// <summary>What happened to one file: of a single message what is in it, of an mbox each of its messages as well.</summary>
internal sealed record MailFile : MailText
{
    public const string Single = "message";
    public const string Mbox = "mbox";
    public const string Skipped = "skipped";
    public const string Crashed = "crashed";
    public const string Hung = "hung";

    [JsonPropertyOrder(-3)]
    public string File { get; init; } = "";

    [JsonPropertyOrder(-2)]
    public string Outcome { get; init; } = Single;

    [JsonPropertyOrder(-1)]
    public string? Error { get; init; }

    public IReadOnlyList<MailText>? Messages { get; init; }

    [JsonIgnore]
    public int Count => Messages?.Count ?? (Outcome == Single ? 1 : 0);

    public static MailFile Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            var messages = MailReader.IsMbox(stream) ? MailReader.ReadMbox(stream).ToList() : [];
            if (messages.Count == 0)
            {
                var message = MailReader.Read(stream);
                return IsMail([message]) ? Fill(new MailFile(), message) : NoMail;
            }

            // A message may have kept the "From " line of the file it was taken from.
            return !IsMail(messages) ? NoMail : messages.Count == 1 ? Fill(new MailFile(), messages[0]) : new MailFile { Outcome = Mbox, Messages = messages.ConvertAll(Of) };
        }
        catch (Refusal refusal)
        {
            return new MailFile { Outcome = Skipped, Error = refusal.Code };
        }
        catch (Exception exception)
        {
            return new MailFile { Outcome = Crashed, Error = exception.ToString() };
        }
    }

    private static MailFile NoMail => new() { Outcome = Skipped, Error = "mail.not-a-message" };

    // A text may begin with "Note: …", and a list of messages may show their fields, their parts below their types.
    private static bool IsMail(List<MailMessage> messages) =>
        messages.TrueForAll(m => !m.Headers.Any(h => h.Is("Content-Type") && h.Raw.Contains("Content-Type:", StringComparison.OrdinalIgnoreCase)))
        && messages.Exists(m => m.Headers.Any(h => HeaderBlock.IsUsual(h.Name)));
}
