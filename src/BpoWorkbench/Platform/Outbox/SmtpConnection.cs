using System.Net;
using System.Net.Mail;
using System.Net.Mime;
using System.Net.Sockets;
using System.Security.Authentication;

namespace BpoWorkbench.Platform.Outbox;

/// <summary>Hands messages to the mail server, and tells what is certain about the outcome from what is not.</summary>
public sealed class SmtpConnection(SmtpSettings settings, string? password)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public async Task<HandOver> Send(OutboxMessage mail, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var message = Written(mail);
            using var client = new SmtpClient(settings.Host, settings.Port) { EnableSsl = settings.Tls };
            if (!string.IsNullOrEmpty(settings.User))
            {
                client.Credentials = new NetworkCredential(settings.User, password);
            }

            await client.SendMailAsync(message, patience.Token);
            return new(HandOverOutcome.Accepted);
        }
        catch (SmtpException failure)
        {
            return new(OutcomeOf(failure), Say(failure));
        }
        catch (Exception malformed) when (malformed is FormatException or ArgumentException)
        {
            return new(HandOverOutcome.Refused, malformed.Message);
        }
        catch (OperationCanceledException)
        {
            return new(HandOverOutcome.Unknown, $"{settings.Host}:{settings.Port}: {Patience.TotalSeconds:0} s");
        }
    }

    private MailMessage Written(OutboxMessage mail)
    {
        var from = mail.From is { } address ? new MailAddress(address, mail.FromName) : new MailAddress(settings.From, settings.FromName);
        var message = new MailMessage(from, new MailAddress(mail.To)) { Subject = mail.Subject, Body = mail.Text ?? "" };
        message.Headers.Add("Message-ID", mail.MessageId);
        if (mail.InReplyTo is { } answered)
        {
            message.Headers.Add("In-Reply-To", answered);
        }

        if (mail.References is { } conversation)
        {
            message.Headers.Add("References", conversation);
        }

        if (mail.Html is { } html)
        {
            message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, null, MediaTypeNames.Text.Html));
        }

        return message;
    }

    private static HandOverOutcome OutcomeOf(SmtpException failure) => failure switch
    {
        // The recipient's own server says so; a wrong password or a closed relay can be put right.
        SmtpFailedRecipientException { StatusCode: >= (SmtpStatusCode)500 } => HandOverOutcome.Refused,
        { StatusCode: not SmtpStatusCode.GeneralFailure } => HandOverOutcome.TryLater,
        // Before the first command: no connection, no name, no trust.
        { InnerException: null or SocketException or AuthenticationException } => HandOverOutcome.TryLater,
        _ => HandOverOutcome.Unknown,
    };

    private static string Say(SmtpException failure)
    {
        var said = failure.InnerException is { } inner ? $"{failure.Message} {inner.Message}" : failure.Message;
        return failure.StatusCode != SmtpStatusCode.GeneralFailure ? $"{(int)failure.StatusCode}: {said}" : said;
    }
}
