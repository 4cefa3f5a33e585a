using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Settings;

/// <summary>The mail server as typed in, and what is wrong with it.</summary>
public sealed class MailForm
{
    public string Host { get; set; } = "";

    public int? Port { get; set; } = 587;

    public bool Tls { get; set; } = true;

    public string User { get; set; } = "";

    /// <summary>A new password; left empty, the one there is stays.</summary>
    public string Password { get; set; } = "";

    public string From { get; set; } = "";

    public string FromName { get; set; } = "BPO Workbench";

    public string Site { get; set; } = "";

    public static MailForm Of(SmtpSettings smtp) => new()
    {
        Host = smtp.Host,
        Port = smtp.Port,
        Tls = smtp.Tls,
        User = smtp.User ?? "",
        From = smtp.From,
        FromName = smtp.FromName,
        Site = smtp.Site,
    };

    public SmtpSettings Settings => new(Host.Trim(), Port ?? 0, User.Trim().Length == 0 ? null : User.Trim(), From.Trim(), FromName.Trim(), Tls, Site.Trim().TrimEnd('/'));

    /// <summary>Field names, each with the code of what is wrong.</summary>
    public Dictionary<string, string> Faults()
    {
        var faults = new Dictionary<string, string>();
        if (Uri.CheckHostName(Host.Trim()) == UriHostNameType.Unknown)
        {
            faults[nameof(Host)] = "mail.host.wrong";
        }

        if (Port is not (> 0 and < 65536))
        {
            faults[nameof(Port)] = "mail.port.wrong";
        }

        if (!Person.IsEmail(From.Trim()))
        {
            faults[nameof(From)] = "mail.from.wrong";
        }

        if (!Uri.TryCreate(Site.Trim(), UriKind.Absolute, out var site) || site.Scheme is not ("http" or "https"))
        {
            faults[nameof(Site)] = "mail.site.wrong";
        }

        return faults;
    }
}
