namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>
/// Mail to many. One sign alone is none: what a customer writes through a company's own program may carry Precedence or List-Unsubscribe.
/// </summary>
internal static class Bulk
{
    private static readonly Func<ArrivedMail, string?>[] Known =
    [
        mail => mail.Telling("List-Unsubscribe"),
        mail => mail.Telling("List-Unsubscribe-Post"),
        mail => mail.Telling("Precedence", Signs.BulkPrecedence()),
        mail => mail.Telling("List-Post") ?? mail.Telling("List-Help") ?? mail.Telling("X-Mailing-List") ?? mail.Telling("Mailing-List"),
        mail => mail.Telling("X-Campaign") ?? mail.Telling("X-CampaignId") ?? mail.Telling("X-Campaign-Id") ?? mail.Telling("X-MC-User") ?? mail.Telling("X-Mailer-LID"),
        mail => mail.Telling("Errors-To"),
    ];

    /// <summary>The first of two different signs; null where there are not two.</summary>
    public static string? TwoSigns(ArrivedMail mail)
    {
        var found = Known.Select(sign => sign(mail)).Where(told => told is not null).Take(2).ToList();
        return found.Count == 2 ? found[0] : null;
    }

    /// <summary>The list is one of the house's mailboxes: an address of the client that is a group handing on to us (RFC 2919, RFC 2369).</summary>
    public static bool IsOwnList(ArrivedMail mail) => mail.House.Addresses.Any(own =>
        mail["List-Id"]?.Contains($"<{own.Replace('@', '.')}>", StringComparison.OrdinalIgnoreCase) == true
        || mail["List-Post"]?.Contains($"mailto:{own}>", StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Answers go to somebody of another organisation than the author's: a program passes on what a person wrote.</summary>
    public static bool SpeaksForStranger(ArrivedMail mail) =>
        mail.SpeaksForSomebody && Senders.Organisation(mail.ReplyTo) != Senders.Organisation(mail.From);
}
