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

    public async Task<HandOver> Send(string messageId, string to, string subject, string text, string? html, CancellationToken stop)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        patience.CancelAfter(Patience);
        try
        {
            using var message = new MailMessage(new MailAddress(settings.From, settings.FromName), new MailAddress(to));
            message.Subject = subject;
            message.Body = text;
            message.Headers.Add("Message-ID", messageId);
            if (html is not null)
            {
                message.AlternateViews.Add(AlternateView.CreateAlternateViewFromString(html, null, MediaTypeNames.Text.Html));
            }

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
        catch (FormatException malformed)
        {
            return new(HandOverOutcome.Refused, malformed.Message);
        }
        catch (OperationCanceledException)
        {
            return new(HandOverOutcome.Unknown, $"{settings.Host}:{settings.Port}: {Patience.TotalSeconds:0} s");
        }
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
