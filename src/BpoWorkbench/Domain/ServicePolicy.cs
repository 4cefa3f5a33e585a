using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain;

/// <summary>What is promised for a queue's work.</summary>
/// <param name="Target">Service time, in the hours of the calendar.</param>
/// <param name="WarnPercent">From which share of it an item counts as due soon.</param>
/// <param name="Pauses">For whom the clock stands still.</param>
/// <param name="Calendar">When the clock runs; null for round the clock.</param>
public sealed record PolicyTerms(TimeSpan Target, int WarnPercent, Pauses Pauses = Pauses.None, BusinessCalendar? Calendar = null);

/// <summary>
/// How soon a queue's work is due; versioned by date, because bills rest on it. Once in force it never changes: the hours of its
/// calendar are its own copy, and another calendar, or a changed one, is another policy.
/// </summary>
public sealed class ServicePolicy : IClientOwned
{
    private ServiceClock? _clock;

    private ServicePolicy()
    {
    }

    public ServicePolicy(Queue queue, DateTime validFrom, TimeSpan target)
        : this(queue, validFrom, new PolicyTerms(target, 75))
    {
    }

    public ServicePolicy(Queue queue, DateTime validFrom, PolicyTerms terms)
    {
        ClientId = queue.ClientId;
        Queue = queue;
        ValidFrom = validFrom;
        TargetMinutes = (int)terms.Target.TotalMinutes;
        WarnPercent = terms.WarnPercent;
        Pauses = terms.Pauses;
        (CalendarId, CalendarName, Hours) = (terms.Calendar?.Id, terms.Calendar?.Name, terms.Calendar?.Hours());
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }

    public DateTime ValidFrom { get; private set; }

    /// <summary>Service time, in minutes of the calendar.</summary>
    public int TargetMinutes { get; private set; }

    /// <summary>From which share of its time an item counts as due soon, in per cent.</summary>
    public int WarnPercent { get; private set; }

    /// <summary>For whom the clock stands still.</summary>
    public Pauses Pauses { get; private set; }

    /// <summary>Whose hours were copied; null for round the clock.</summary>
    public long? CalendarId { get; private set; }

    /// <summary>What it was called when they were.</summary>
    public string? CalendarName { get; private set; }

    /// <summary>When the clock runs; null for round the clock.</summary>
    public OpenHours? Hours { get; private set; }

    public ServiceClock Clock => _clock ??= new ServiceClock(Hours ?? OpenHours.Always, TimeSpan.FromMinutes(TargetMinutes), WarnPercent);

    /// <summary>Whether the clock stands still while somebody is waited for.</summary>
    public bool StopsFor(WaitingOn on) => Pauses.StopFor(on);

    /// <summary>The same promise in the hours that its calendar has now.</summary>
    internal ServicePolicy In(BusinessCalendar calendar, DateTime validFrom) =>
        new(Queue!, validFrom, new PolicyTerms(TimeSpan.FromMinutes(TargetMinutes), WarnPercent, Pauses, calendar));
}
