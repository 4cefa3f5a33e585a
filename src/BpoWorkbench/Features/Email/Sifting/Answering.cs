using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>Whether a program may answer a mail by itself (RFC 3834 §2): never a machine, never a crowd, never what was not written to us.</summary>
public static partial class Answering
{
    /// <summary>More from one sender within an hour may be a machine that answers our answers.</summary>
    public const int MostInHour = 4;

    private static readonly (string Code, Func<ArrivedMail, object?> Tells)[] Rules =
    [
        ("answer.sifted", mail => Sieve.Of(mail)?.Told),
        ("answer.nowhere", mail => mail.HasNullPath ? "Return-Path: <>" : null),
        ("answer.nobody", mail => Senders.AnswersNobody(mail.From) ? ArrivedMail.Told("From", mail.From) : null),
        ("answer.machine", mail => mail.Telling("Auto-Submitted", Signs.NotNo()) ?? mail.Telling("X-Auto-Response-Suppress", Suppressed())),
        ("answer.crowd", mail => mail.Telling("Precedence", Signs.BulkPrecedence()) ?? mail.Headers.Where(header => header.Name.StartsWith("List-", StringComparison.OrdinalIgnoreCase))
            .Select(header => ArrivedMail.Told(header.Name, header.Value)).FirstOrDefault()),
        ("answer.house", mail => mail.IsFromHouse ? ArrivedMail.Told("From", mail.From) : null),
        ("answer.not-to-us", mail => IsToUs(mail) ? null : mail.Telling("To") ?? "To:"),
        ("answer.often", mail => mail.EarlierInHour >= MostInHour ? mail.EarlierInHour : null),
    ];

    public static bool MayBeAnswered(ArrivedMail mail) => WhyNot(mail) is null;

    /// <summary>Null where a program may answer.</summary>
    public static SiftReason? WhyNot(ArrivedMail mail) =>
        Rules.Select(rule => rule.Tells(mail) is { } told ? new SiftReason(rule.Code, told) : null).FirstOrDefault(reason => reason is not null);

    /// <summary>Null where a person may answer: people answer newsletters too, but nobody reads what is sent to these.</summary>
    public static SiftReason? ReachesNobody(ArrivedMail mail) => WhyNot(mail) is { Code: "answer.nowhere" or "answer.nobody" or "answer.house" } reason ? reason : null;

    private static bool IsToUs(ArrivedMail mail) => mail.Headers.Any(header =>
        (header.Name.Equals("To", StringComparison.OrdinalIgnoreCase) || header.Name.Equals("Cc", StringComparison.OrdinalIgnoreCase))
        && mail.House.Addresses.Any(own => Regex.IsMatch(header.Value, $@"(?<![\w.+-]){Regex.Escape(own)}(?![\w.-])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)));

    /// <summary>Exchange's wish not to be answered by programs (MS-OXCMAIL §2.1.3.2.20); OOF alone is about absences.</summary>
    [GeneratedRegex(@"\b(all|autoreply)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Suppressed();
}
