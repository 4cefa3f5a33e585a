namespace BpoWorkbench.Domain.Clock;

/// <summary>
/// When a client's work is done, or the house's for several clients: weekly slots of a place, its holidays, its special days. Service
/// policies copy its hours, so that changing it moves nothing that has arrived.
/// </summary>
public sealed class BusinessCalendar : IClientOwned
{
    private BusinessCalendar()
    {
    }

    public BusinessCalendar(long clientId, string name, string zone, IReadOnlyList<string> week)
    {
        ClientId = clientId;
        Define(name, zone, week, []);
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>IANA zone of its wall clock.</summary>
    public string Zone { get; private set; } = "";

    /// <summary>The slots of each weekday, Monday's first, as <see cref="Slots.Text"/> writes them.</summary>
    public List<string> Week { get; private set; } = [];

    public List<CalendarDay> Days { get; private set; } = [];

    public long Version { get; private set; }

    /// <summary>As the clock counts them.</summary>
    /// <exception cref="Refusal">As <see cref="OpenHours"/> and <see cref="Slots.Read"/> refuse.</exception>
    public OpenHours Hours() => OpenHours.Parse(new OpenHours(Zone, [.. Week.Select(Slots.Read)], Days.ToDictionary(d => d.Date, d => Slots.Read(d.Slots))).ToJson());

    /// <summary>Sets everything; hours that make no sense are refused.</summary>
    /// <returns>The days that are no more.</returns>
    /// <exception cref="Refusal">calendar.name, calendar.day-twice, calendar.day-name, and what <see cref="Hours"/> refuses.</exception>
    public IReadOnlyList<CalendarDay> Define(string name, string zone, IReadOnlyList<string> week, IReadOnlyCollection<(DateOnly Date, string Name, string Slots)> days)
    {
        if (name.Trim() is { Length: 0 or > 120 })
        {
            throw new Refusal("calendar.name");
        }

        if (days.GroupBy(d => d.Date).FirstOrDefault(d => d.Count() > 1) is { } twice)
        {
            throw new Refusal("calendar.day-twice", twice.Key);
        }

        (Name, Zone, Week) = (name.Trim(), zone, [.. week.Select(day => Slots.Text(Slots.Read(day)))]);
        var gone = Days.FindAll(d => days.All(kept => kept.Date != d.Date));
        Days.RemoveAll(gone.Contains);
        foreach (var day in days)
        {
            var known = Days.Find(d => d.Date == day.Date);
            if (known is null)
            {
                Days.Add(known = new CalendarDay(this, day.Date));
            }

            known.Define(day.Name, day.Slots);
        }

        _ = Hours();
        return gone;
    }
}

/// <summary>A date of a calendar that is not like its weekday: a holiday, or a day with other hours.</summary>
public sealed class CalendarDay : IClientOwned
{
    private CalendarDay()
    {
    }

    internal CalendarDay(BusinessCalendar calendar, DateOnly date) => (ClientId, BusinessCalendar, Date) = (calendar.ClientId, calendar, date);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long BusinessCalendarId { get; private set; }

    public BusinessCalendar? BusinessCalendar { get; private set; }

    public DateOnly Date { get; private set; }

    public string Name { get; private set; } = "";

    /// <summary>Its slots; empty for a holiday.</summary>
    public string Slots { get; private set; } = "";

    internal void Define(string name, string slots)
    {
        if (name.Trim() is { Length: 0 or > 120 })
        {
            throw new Refusal("calendar.day-name", Date);
        }

        (Name, Slots) = (name.Trim(), Clock.Slots.Text(Clock.Slots.Read(slots)));
    }
}
