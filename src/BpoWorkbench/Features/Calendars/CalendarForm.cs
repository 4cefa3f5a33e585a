using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Features.Calendars;

/// <summary>A calendar as it is typed in.</summary>
public sealed class CalendarForm
{
    /// <summary>Whose it is; 0 for the house's, which every client may use.</summary>
    public long ClientId { get; set; }

    public string Name { get; set; } = "";

    public string Zone { get; set; } = "Europe/Madrid";

    /// <summary>Monday first.</summary>
    public List<string> Week { get; set; } = ["9:00-14:00 16:00-19:00", "9:00-14:00 16:00-19:00", "9:00-14:00 16:00-19:00", "9:00-14:00 16:00-19:00", "9:00-14:00 16:00-19:00", "", ""];

    public List<DayRow> Days { get; set; } = [];

    public static CalendarForm Of(BusinessCalendar calendar) => new()
    {
        ClientId = calendar.ClientId,
        Name = calendar.Name,
        Zone = calendar.Zone,
        Week = [.. calendar.Week],
        Days = [.. calendar.Days.OrderBy(d => d.Date).Select(d => new DayRow { Date = d.Date, Name = d.Name, Hours = d.Slots })],
    };

    /// <summary>Adds days; those whose date is there already stay as they are.</summary>
    /// <returns>How many were new.</returns>
    public int Add(IEnumerable<DayRow> days)
    {
        var known = Days.Select(d => d.Date).ToHashSet();
        var added = days.Where(d => known.Add(d.Date)).ToList();
        Days = [.. Days.Concat(added).OrderBy(d => d.Date ?? DateOnly.MaxValue)];
        return added.Count;
    }

    /// <summary>What is wrong with a text of slots; null where it can be read.</summary>
    public static Refusal? FaultOf(string slots)
    {
        try
        {
            _ = Slots.Read(slots);
            return null;
        }
        catch (Refusal fault)
        {
            return fault;
        }
    }

    /// <exception cref="Refusal">Whatever <see cref="BusinessCalendar.Define"/> refuses.</exception>
    public IReadOnlyList<CalendarDay> Apply(BusinessCalendar calendar) => calendar.Define(Name, Zone, Week,
        [.. Days.Where(d => !d.IsBlank).Select(d => (d.Date ?? throw new Refusal("calendar.day-date", d.Name), d.Name, d.Hours))]);
}

/// <summary>A holiday or special day as it is typed in.</summary>
public sealed class DayRow
{
    public DateOnly? Date { get; set; }

    public string Name { get; set; } = "";

    /// <summary>Its slots; empty for a day without hours.</summary>
    public string Hours { get; set; } = "";

    internal bool IsBlank => Date is null && Name.Trim().Length == 0 && Hours.Trim().Length == 0;
}
