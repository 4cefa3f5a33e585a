using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>What is known of a mail when it arrives, as plain values.</summary>
/// <param name="Headers">All headers from top to bottom, names in any case, values unfolded and decoded (RFC 2047).</param>
/// <param name="From">The address of the author, without a name.</param>
/// <param name="ReturnPath">Who bounces go to: "" for nobody (the null path, "&lt;&gt;"), null where the mailbox does not say.</param>
/// <param name="ContentTypes">Content-Type of the mail, then of each part inside, each with its parameters.</param>
/// <param name="House">The house it arrives at.</param>
/// <param name="EarlierInHour">How many mails the same sender sent to the same mailbox within the hour before.</param>
/// <param name="EarlierInDay">And within the day before.</param>
public sealed partial record ArrivedMail(
    IReadOnlyList<(string Name, string Value)> Headers,
    string From,
    string? ReturnPath,
    IReadOnlyList<string> ContentTypes,
    House House,
    int EarlierInHour = 0,
    int EarlierInDay = 0)
{
    /// <summary>The value of the first header of that name; null where there is none.</summary>
    public string? this[string name] => Headers.FirstOrDefault(header => Is(header.Name, name)).Value?.Trim();

    public string Subject => this["Subject"] ?? "";

    /// <summary>Nobody hears of it when an answer does not arrive: so are bounces and automatic answers sent (RFC 5321 §4.5.5).</summary>
    internal bool HasNullPath => ReturnPath is not null && ReturnPath.Trim('<', '>', ' ').Length == 0;

    internal bool IsFromHouse => House.Has(From);

    /// <summary>It answers a mail of ours: our domain made the name of one that it refers to (RFC 5322 §3.6.4).</summary>
    internal bool AnswersUs => House.Made(this["In-Reply-To"]) || House.Made(this["References"]);

    /// <summary>
    /// Answers are to go to somebody who is neither its author, nor of the house, nor the crowd it was sent to: so do forms on web pages
    /// pass on what people wrote.
    /// </summary>
    internal bool SpeaksForSomebody => ReplyTo is { Length: > 0 } reply && !Is(reply, From) && !House.Has(reply) && !Senders.AnswersNobody(reply)
        && !Headers.Any(header => (Is(header.Name, "To") || Is(header.Name, "Cc")) && header.Value.Contains(reply, StringComparison.OrdinalIgnoreCase));

    internal string ReplyTo => AddressIn().Match(this["Reply-To"] ?? "").Value;

    /// <summary>"Name: value" of the first of these headers that is there (and of that shape); the value cut to what can be told.</summary>
    internal string? Telling(string name, Regex? shape = null) =>
        Headers.FirstOrDefault(header => Is(header.Name, name) && shape?.IsMatch(header.Value) != false) is { Name: not null } found ? Told(found.Name, found.Value) : null;

    internal string? TellingType(Regex shape) => ContentTypes.FirstOrDefault(shape.IsMatch) is { } type ? Told("Content-Type", type) : null;

    internal static string Told(string name, string value) => $"{name}: {(value.Length > 120 ? value[..120] + "…" : value).Trim()}";

    private static bool Is(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"[^\s<>,;:""()@]{1,64}@[^\s<>,;:""()@]{1,255}", RegexOptions.CultureInvariant)]
    private static partial Regex AddressIn();
}

/// <summary>The house: its mailboxes, the domain in the Message-IDs that it makes, and the header that it puts into what it sends by itself.</summary>
public sealed record House(IReadOnlySet<string> Addresses, string MessageIdDomain, string Mark)
{
    internal bool Has(string address) => Addresses.Any(own => string.Equals(own, address.Trim(), StringComparison.OrdinalIgnoreCase));

    internal bool Made(string? messageIds) => MessageIdDomain.Length > 0 && messageIds?.Contains($"@{MessageIdDomain}>", StringComparison.OrdinalIgnoreCase) == true;
}
