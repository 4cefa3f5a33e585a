namespace BpoWorkbench.Platform.Outbox;

/// <summary>How mail leaves the house; the password is kept apart, protected.</summary>
/// <param name="From">The address mail comes from.</param>
/// <param name="Tls">Whether the connection is encrypted (STARTTLS).</param>
/// <param name="Site">The address of this workbench as it stands in mails: never taken from a request, which anyone can forge.</param>
public sealed record SmtpSettings(string Host, int Port, string? User, string From, string FromName, bool Tls, string Site)
{
    public const string Key = "smtp";
}
