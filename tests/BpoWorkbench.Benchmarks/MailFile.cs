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

    public MailFragment? Fragment { get; init; }

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
            Fragment = message.Fragment,
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
    public const string Joined = "joined";
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

    /// <summary>Which of an mbox are too large, from 1 on.</summary>
    public IReadOnlyList<int>? TooLarge { get; init; }

    /// <summary>Those that are pieces of another.</summary>
    [JsonIgnore]
    public IReadOnlyList<MailMessage> Fragments { get; init; } = [];

    [JsonIgnore]
    public int Count => Messages?.Count ?? (Outcome == Single ? 1 : 0);

    public static MailFile Read(string path)
    {
        try
        {
            using var stream = System.IO.File.OpenRead(path);
            List<int> tooLarge = [];
            var messages = MailReader.IsMbox(stream) ? MailReader.ReadMbox(stream, refused: tooLarge.Add).ToList() : [MailReader.Read(stream)];
            if (tooLarge.Count == 0 && !IsMail(messages))
            {
                return NoMail;
            }

            // A message may have kept the "From " line of the file it was taken from.
            var file = new MailFile { TooLarge = tooLarge.Count > 0 ? tooLarge : null, Fragments = messages.FindAll(m => m.Fragment is not null) };
            return messages.Count == 1 && tooLarge.Count == 0 ? Fill(file, messages[0]) : file with { Outcome = Mbox, Messages = messages.ConvertAll(Of) };
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

    /// <summary>The messages of a folder that can be made whole from their fragments there.</summary>
    public static IEnumerable<MailFile> Whole(string folder, IEnumerable<MailFile> files)
    {
        foreach (var pieces in files.SelectMany(f => f.Fragments.Select(m => (Path: Path.Combine(folder, f.File), Message: m))).GroupBy(p => (Folder: Path.GetDirectoryName(p.Path), p.Message.Fragment!.Id)))
        {
            var streams = pieces.Select(p => p.Path).Distinct().ToDictionary(path => path, path => System.IO.File.OpenRead(path));
            using var whole = MailReader.Join(pieces.Select(p => (p.Message, (Stream)streams[p.Path])));
            if (whole is not null)
            {
                yield return Fill(new MailFile { File = Path.GetRelativePath(folder, Path.Combine(pieces.Key.Folder!, pieces.Key.Id)), Outcome = Joined }, MailReader.Read(whole));
            }

            foreach (var stream in streams.Values)
            {
                stream.Dispose();
            }
        }
    }

    private static MailFile NoMail => new() { Outcome = Skipped, Error = "mail.not-a-message" };

    // A text may begin with "Note: …", and a list of messages may show their fields, their parts below their types.
    private static bool IsMail(List<MailMessage> messages) =>
        messages.TrueForAll(m => !m.Headers.Any(h => h.Is("Content-Type") && h.Raw.Contains("Content-Type:", StringComparison.OrdinalIgnoreCase)))
        && messages.Exists(m => m.Headers.Any(h => HeaderBlock.IsUsual(h.Name)));
}
