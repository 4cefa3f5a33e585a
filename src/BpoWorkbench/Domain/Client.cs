namespace BpoWorkbench.Domain;

/// <summary>Which of the two service levels a client's contract speaks of. The numbers are stored: never renumber.</summary>
public enum SlaBasis
{
    /// <summary>Of what was received in the period.</summary>
    Receipt = 0,

    /// <summary>Of what was done in the period.</summary>
    Completion = 1,
}

/// <summary>A company that outsources its work: the tenant.</summary>
public sealed class Client
{
    private Client()
    {
    }

    public Client(string name, string code)
    {
        Name = name.Trim();
        Code = code.Trim().ToUpperInvariant();
    }

    public long Id { get; private set; }

    public string Name { get; set; } = "";

    /// <summary>Two to eight letters that stand for the client where there is little room.</summary>
    public string Code { get; set; } = "";

    /// <summary>A CSS colour; an edge and a dot, never a background.</summary>
    public string Colour { get; set; } = "#2f6fde";

    public string? TaxNumber { get; set; }

    /// <summary>The language (ISO 639-1) in which the client's customers are spoken to.</summary>
    public string Language { get; set; } = "es";

    /// <summary>IANA zone in which the client's figures and days are counted.</summary>
    public string TimeZone { get; set; } = "Europe/Madrid";

    /// <summary>Both service levels are kept; where one figure is shown, it is this one.</summary>
    public SlaBasis Sla { get; set; }

    /// <summary>The share of its agents' assignments that it has contracted, in per cent; null where none was agreed.</summary>
    public int? Share { get; set; }

    public string? EmailSignature { get; set; }

    /// <summary>Where a telephone number leads when it is pressed; <c>{number}</c> stands for it in E.164.</summary>
    public string DialUrl { get; set; } = "tel:{number}";

    public bool Active { get; set; } = true;

    public long Version { get; private set; }

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    public string DialLink(string number) => DialUrl.Replace("{number}", Uri.EscapeDataString(number), StringComparison.Ordinal);
}
