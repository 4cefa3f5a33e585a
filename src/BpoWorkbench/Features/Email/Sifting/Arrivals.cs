using BpoWorkbench.Data;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Mime;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>A message as the sieve looks at it.</summary>
internal static class Arrivals
{
    /// <summary>What stands before a client's domain in the Message-IDs that are made here.</summary>
    public const string Mark = "bpo-workbench.";

    public static async Task<ArrivedMail> Of(WorkbenchDb db, Mailbox mailbox, MailMessage mail, string from, DateTime now, CancellationToken stop)
    {
        var day = now.AddDays(-1);
        var earlier = await db.Emails.Where(m => m.ClientId == mailbox.ClientId && m.FromAddress == from && m.At > day && m.QueueId == mailbox.QueueId && !m.IsOurs)
            .Select(m => m.At).OrderByDescending(at => at).Take(Sieve.MostInDay).ToListAsync(stop);
        return Of(mailbox, mail, from) with { EarlierInHour = earlier.Count(at => at > now.AddHours(-1)), EarlierInDay = earlier.Count };
    }

    public static ArrivedMail Of(Mailbox mailbox, MailMessage mail, string from) => new(
        [.. mail.Headers.Select(h => (h.Name, h.Value))], from, mail.Headers.Raw("Return-Path"),
        [mail.Headers.Raw("Content-Type") ?? "text/plain", .. Types(mail.Structure.Parts), .. mail.Calendars.Select(c => $"text/calendar; method={c.Method}")],
        new House(new HashSet<string>([mailbox.Address, .. mailbox.AnswerFrom is { } own ? new[] { own } : []], StringComparer.OrdinalIgnoreCase), MessageIdDomain(mailbox), ""));

    /// <summary>The domain of the Message-IDs that are made in the client's name; empty while nothing is sent.</summary>
    public static string MessageIdDomain(Mailbox mailbox) => mailbox.AnswerFrom is { } own ? Mark + own[(own.LastIndexOf('@') + 1)..] : "";

    private static IEnumerable<string> Types(IReadOnlyList<MailPart> parts) => parts.SelectMany(p => Types(p.Parts).Prepend(p.Type));
}
