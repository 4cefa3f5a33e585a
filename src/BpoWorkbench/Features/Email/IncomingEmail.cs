using System.Security.Cryptography;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email.Showing;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Features.Email;

/// <summary>A message that is coming in, as far as it could be read.</summary>
/// <param name="Key">By which it is known: its Message-ID, or else the SHA-256 of the whole.</param>
/// <param name="Mail">Null where nothing of it could be read.</param>
/// <param name="Fresh">What is new in it; made out once, for of a large layout that takes its time.</param>
internal sealed record IncomingEmail(string Key, MailMessage? Mail, string Fresh)
{
    private const int KeyLength = 250;

    // Headers in which servers say where they delivered a message to, the surest first; then whom it was written to.
    private static readonly string[] DeliveredTo = ["Delivered-To", "X-Original-To", "X-Envelope-To", "Envelope-To", "X-Forwarded-To"];

    public static IncomingEmail Read(Stream content)
    {
        content.Position = 0;
        try
        {
            var mail = MailReader.Read(content);
            return new(mail.MessageId is { Length: > 0 } id ? KeyOf(id) : HashOf(content), mail, FoldedText.Of(TextOf(mail)).Fresh);
        }
        catch (Refusal)
        {
            return new(HashOf(content), null, "");
        }
    }

    /// <summary>A Message-ID as messages are known by it.</summary>
    public static string KeyOf(string messageId) =>
        messageId.Length <= KeyLength ? messageId : $"sha256:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(messageId)))}";

    /// <summary>Those it answers, the nearest first.</summary>
    public IEnumerable<string> Answers => Mail is null ? [] : Mail.InReplyTo.Concat(Mail.References.Reverse()).Select(KeyOf).Distinct(StringComparer.Ordinal).Take(50);

    /// <summary>The addresses that it was sent to.</summary>
    public IEnumerable<string> Recipients => Mail is null ? []
        : DeliveredTo.SelectMany(Mail.Headers.All).Select(h => h.Value.Trim().Trim('<', '>')).Concat(Mail.To.Concat(Mail.Cc).Concat(Mail.Bcc).Select(a => a.Address));

    /// <summary>Says it in its row.</summary>
    public void Describe(EmailMessage message)
    {
        if (Mail is null)
        {
            message.CouldNotBeRead();
            return;
        }

        var from = Mail.From.Count > 0 ? Mail.From[0] : Mail.Sender ?? new MailAddress(null, "");
        message.Says(from.Address, from.Name ?? "", string.Join(", ", Mail.To.Concat(Mail.Cc).Select(a => a.Address)), Mail.Subject ?? "", Fresh, Mail.Attachments.Count);
    }

    /// <summary>What it says in plain text, whether or not it came so.</summary>
    public static string TextOf(MailMessage mail) => mail.Text is { } text && !string.IsNullOrWhiteSpace(text) ? text : mail.Html is { } html ? TextOfHtml.Of(html) : "";

    private static string HashOf(Stream content)
    {
        content.Position = 0;
        return $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";
    }
}
