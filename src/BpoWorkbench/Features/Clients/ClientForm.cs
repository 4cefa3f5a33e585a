using System.Text.RegularExpressions;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Features.Clients;

/// <summary>A client company as it is typed in, and what is wrong with it.</summary>
public sealed partial class ClientForm
{
    public string Name { get; set; } = "";

    public string Code { get; set; } = "";

    public string Colour { get; set; } = Palette.Colours[0].Value;

    public string TaxNumber { get; set; } = "";

    public string Language { get; set; } = "es";

    public string TimeZone { get; set; } = "Europe/Madrid";

    public int? Share { get; set; }

    public SlaBasis Sla { get; set; }

    public string EmailSignature { get; set; } = "";

    public string DialUrl { get; set; } = $"tel:{DialTemplate.Number}";

    public bool Active { get; set; } = true;

    public static ClientForm Of(Client client) => new()
    {
        Name = client.Name,
        Code = client.Code,
        Colour = client.Colour,
        TaxNumber = client.TaxNumber ?? "",
        Language = client.Language,
        TimeZone = client.TimeZone,
        Share = client.Share,
        Sla = client.Sla,
        EmailSignature = client.EmailSignature ?? "",
        DialUrl = client.DialUrl,
        Active = client.Active,
    };

    /// <summary>Field names, each with the code of what is wrong.</summary>
    public Dictionary<string, string> Faults()
    {
        var faults = new Dictionary<string, string>();
        Check(nameof(Name), Name.Trim() is { Length: > 0 and <= 120 }, "client.name");
        Check(nameof(Code), ShortCode().IsMatch(Code.Trim()), "client.code");
        Check(nameof(Colour), Palette.Knows(Colour), "client.colour");
        Check(nameof(TaxNumber), TaxNumber.Trim().Length == 0 || TaxNumberOf(TaxNumber) is not null, "client.tax-number");
        Check(nameof(Language), Languages.Codes.Contains(Language), "client.language");
        Check(nameof(TimeZone), TimeZone.Contains('/', StringComparison.Ordinal) && TimeZoneInfo.TryFindSystemTimeZoneById(TimeZone, out _), "client.time-zone");
        Check(nameof(Share), Share is null or (>= 0 and <= 100), "client.share");
        Check(nameof(Sla), Enum.IsDefined(Sla), "client.sla");
        Check(nameof(DialUrl), DialTemplate.Allows(DialUrl), "client.dial-url");
        return faults;

        void Check(string field, bool right, string code)
        {
            if (!right)
            {
                faults[field] = code;
            }
        }
    }

    public void Apply(Client client)
    {
        client.Name = Name.Trim();
        client.Code = Code.Trim().ToUpperInvariant();
        client.Colour = Colour;
        client.TaxNumber = TaxNumber.Trim().Length == 0 ? null : TaxNumberOf(TaxNumber);
        client.Language = Language;
        client.TimeZone = TimeZone;
        client.Share = Share;
        client.Sla = Sla;
        client.EmailSignature = EmailSignature.Trim().Length == 0 ? null : EmailSignature.Trim();
        client.DialUrl = DialUrl.Trim();
        client.Active = Active;
    }

    private static string? TaxNumberOf(string typed) => Domain.Fields.TaxNumber.Read(typed).Value;

    [GeneratedRegex("^[A-Za-z0-9]{2,8}$")]
    private static partial Regex ShortCode();
}
