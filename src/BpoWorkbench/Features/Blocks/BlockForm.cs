using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Features.Blocks;

/// <summary>A block as typed in.</summary>
public sealed class BlockForm
{
    public static readonly IReadOnlyList<DayOfWeek> Week =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday, DayOfWeek.Saturday, DayOfWeek.Sunday];

    public long TeamId { get; set; }

    public HashSet<DayOfWeek> Days { get; set; } = [.. Week.Take(5)];

    public string Hours { get; set; } = "";

    public DateOnly? From { get; set; }

    public DateOnly? Until { get; set; }

    public HashSet<long> Queues { get; set; } = [];

    /// <summary>In the reader's language, in the order of the week.</summary>
    public string DayNames => string.Join(", ", Week.Where(Days.Contains).Select(CultureInfo.CurrentCulture.DateTimeFormat.GetAbbreviatedDayName));

    /// <summary>Field names, each with what is wrong.</summary>
    public Dictionary<string, Refusal> Faults()
    {
        var faults = new Dictionary<string, Refusal>();
        if (TeamId == 0)
        {
            faults[nameof(TeamId)] = new("block.team");
        }

        if (Days.Count == 0)
        {
            faults[nameof(Days)] = new("block.days");
        }

        if (HoursFault() is { } fault)
        {
            faults[nameof(Hours)] = fault;
        }

        if (From is null)
        {
            faults[nameof(From)] = new("block.from");
        }

        if (Until < From)
        {
            faults[nameof(Until)] = new("block.until");
        }

        if (Queues.Count == 0)
        {
            faults[nameof(Queues)] = new("block.queues");
        }

        return faults;
    }

    private Refusal? HoursFault()
    {
        try
        {
            return Slots.Read(Hours).Count == 0 ? new("block.hours") : null;
        }
        catch (Refusal refused)
        {
            return refused;
        }
    }
}
