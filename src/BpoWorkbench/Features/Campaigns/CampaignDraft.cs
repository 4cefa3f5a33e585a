using BpoWorkbench.Platform.Imports;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>A campaign as it is being put together; kept with its upload.</summary>
public sealed class CampaignDraft
{
    public string Name { get; set; } = "";

    public string Template { get; set; } = "call";

    public List<long> Teams { get; set; } = [];

    /// <summary>Service time, in minutes.</summary>
    public int TargetMinutes { get; set; } = 2 * 24 * 60;

    /// <summary>In whose hours it is counted; null for round the clock.</summary>
    public long? CalendarId { get; set; }

    /// <summary>The last day, in the client's zone.</summary>
    public DateOnly? EndsOn { get; set; }

    public bool SeenInPortal { get; set; } = true;

    public string Script { get; set; } = "";

    public SheetChoice Sheet { get; set; } = new();

    /// <summary>A campaign's name from its file's: "altas_noviembre-2026.xlsx" is "Altas noviembre 2026".</summary>
    public static string NameFrom(string file)
    {
        var words = Path.GetFileNameWithoutExtension(file).Split(['_', '-', '.', ' '], StringSplitOptions.RemoveEmptyEntries);
        var name = string.Join(' ', words);
        return name.Length == 0 ? "" : char.ToUpper(name[0], System.Globalization.CultureInfo.CurrentCulture) + (name.Length > 120 ? name[1..120] : name[1..]);
    }
}
