using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>What the part before the @ says about who stands behind an address.</summary>
internal static partial class Senders
{
    // RFC 5321 §4.5.3.1, 64 before the @ and 255 after it.
    private const int Longest = 320;

    public static bool IsPostmaster(string address) => Postmaster().IsMatch(address);

    /// <summary>A program, or nobody: MAILER-DAEMON, owner-*, *-request (RFC 3834 §2), and what says itself that it is not read.</summary>
    public static bool AnswersNobody(string address) => IsPostmaster(address) || (address.Length <= Longest && Nobody().IsMatch(address));

    /// <summary>The last two labels of its domain, in lower case: what one organisation has.</summary>
    public static string Organisation(string address) =>
        string.Join('.', address[(address.LastIndexOf('@') + 1)..].ToLowerInvariant().Split('.').TakeLast(2));

    [GeneratedRegex("^(mailer-daemon|postmaster|mail-daemon|mailerdaemon)(@|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Postmaster();

    [GeneratedRegex(
        @"^(owner-[^@]*|[^@]*-(request|bounces?|owner)|bounces?([+=-][^@]*)?|listserv|majordomo|nobody|[^@]*(no-?_?\.?reply|do-?_?\.?not-?_?\.?reply|no-?_?\.?respond(er|a)|no-?_?\.?contest(ar|e))[^@]*)@",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Nobody();
}
