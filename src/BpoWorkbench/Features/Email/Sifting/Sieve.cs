namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>Why a mail needs no person, as a code with its argument: the header that told ("Name: value"), or a count.</summary>
public sealed record SiftReason(string Code, object Told);

/// <summary>
/// Tells mail that a machine sent, which needs no person, from mail for people. One table, tried from top to bottom: each rule gives what
/// told, or null. A doubt is for people: a complaint put aside costs more than a newsletter read.
/// </summary>
public static class Sieve
{
    public const int MostHops = 30;
    public const int MostInHour = 20;
    public const int MostInDay = 100;

    private static readonly (string Code, Func<ArrivedMail, object?> Tells)[] Rules =
    [
        // Our own mail come back, or two programs that answer one another.
        ("sift.loop.mark", mail => mail.House.Mark.Length > 0 ? mail.Telling(mail.House.Mark) : null),
        ("sift.loop.message-id", mail => mail.House.Made(mail["Message-ID"]) ? mail.Telling("Message-ID") : null),
        ("sift.loop.house", mail => mail.IsFromHouse && !mail.SpeaksForSomebody ? ArrivedMail.Told("From", mail.From) : null),
        ("sift.loop.hops", mail => mail.Headers.Count(header => header.Name.Equals("Received", StringComparison.OrdinalIgnoreCase)) is > MostHops and var hops ? hops : null),

        // What servers say of mail that was sent (RFC 3464).
        ("sift.delay", mail => IsAboutDelivery(mail) ? mail.Telling("Subject", Signs.DelaySubject()) : null),
        ("sift.bounce", mail => mail.TellingType(Signs.DeliveryReport()) ?? mail.Telling("X-Failed-Recipients")),
        ("sift.bounce", mail => IsAboutDelivery(mail) ? mail.Telling("Subject", Signs.BounceSubject()) : null),
        ("sift.bounce", mail => mail.HasNullPath && Senders.IsPostmaster(mail.From) ? ArrivedMail.Told("From", mail.From) : null),

        // "Your mail was read" (RFC 8098), "it was marked as spam" (RFC 5965).
        ("sift.receipt", mail => mail.TellingType(Signs.ReadReport())),
        ("sift.receipt", mail => mail.HasNullPath || mail.AnswersUs ? mail.Telling("Subject", Signs.ReadSubject()) : null),
        ("sift.report", mail => mail.TellingType(Signs.AnyReport())),

        // Accepted or declined; an invitation or another time proposed is for people (RFC 5546).
        ("sift.calendar", mail => mail.TellingType(Signs.CalendarReply())),

        // Out of office, "we have received your message" (RFC 3834 §5 and what came before it).
        ("sift.auto-reply", mail => mail.Telling("Auto-Submitted", Signs.AutoReplied())),
        ("sift.auto-reply", mail => mail.Telling("X-Autoreply", Signs.NotNo()) ?? mail.Telling("X-Autorespond") ?? mail.Telling("X-Autoresponder") ?? mail.Telling("X-Auto-Reply-From")),
        ("sift.auto-reply", mail => mail.Telling("Precedence", Signs.AutoReplyPrecedence())),
        ("sift.auto-reply", mail => IsLikelyAutomatic(mail) ? mail.Telling("Subject", Signs.AbsenceSubject()) : null),

        // Notices that programs send by themselves; not a form on a web page that passes on what somebody wrote, nor an answer to us.
        ("sift.notice", mail => mail.AnswersUs || mail.SpeaksForSomebody ? null : mail.Telling("Auto-Submitted", Signs.NotNo())),

        // Lists and newsletters; not an answer to us, nor the client's own address that is a list handing on to us.
        ("sift.list", mail => mail.AnswersUs || Bulk.IsOwnList(mail) ? null : mail.Telling("List-Id")),
        ("sift.newsletter", mail => mail.AnswersUs || Bulk.IsOwnList(mail) || Bulk.SpeaksForStranger(mail) ? null : Bulk.TwoSigns(mail)),

        // Last, so that who sends so much is told by what it is where that is known.
        ("sift.loop.often", mail => mail.EarlierInHour >= MostInHour ? mail.EarlierInHour : mail.EarlierInDay >= MostInDay ? mail.EarlierInDay : null),
    ];

    /// <summary>Every reason there is, in the order of the table.</summary>
    public static readonly IReadOnlyList<string> Codes = [.. Rules.Select(rule => rule.Code).Distinct()];

    /// <summary>Null for people. Never throws; headers that say nothing readable say nothing.</summary>
    public static SiftReason? Of(ArrivedMail mail) =>
        Rules.Select(rule => rule.Tells(mail) is { } told ? new SiftReason(rule.Code, told) : null).FirstOrDefault(reason => reason is not null);

    private static bool IsAboutDelivery(ArrivedMail mail) =>
        Senders.IsPostmaster(mail.From) || mail.TellingType(Signs.DeliveryReport()) is not null || (mail.HasNullPath && Senders.AnswersNobody(mail.From));

    /// <summary>A subject alone proves nothing ("Fuera de la oficina no me atienden"); X-Auto-Response-Suppress alone neither, for people's Outlook sends it too.</summary>
    private static bool IsLikelyAutomatic(ArrivedMail mail) =>
        mail.HasNullPath || mail["X-Auto-Response-Suppress"] is not null || mail.Telling("Precedence", Signs.BulkPrecedence()) is not null
        || (mail.AnswersUs && !Signs.AnswerSubject().IsMatch(mail.Subject));
}
