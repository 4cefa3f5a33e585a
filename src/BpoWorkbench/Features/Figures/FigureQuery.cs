using BpoWorkbench.Platform.Search;

namespace BpoWorkbench.Features.Figures;

/// <summary>Which days are looked at.</summary>
public enum FigurePeriod
{
    Today,
    Yesterday,
    Week,
    Days,
    Month,
    Free,
}

/// <summary>What the lines are.</summary>
public enum FigureBy
{
    Client,
    Queue,
    Kind,
    Team,
    Agent,
    Quarter,
}

/// <summary>What was asked of the figures, as it stands in the address.</summary>
public sealed record FigureQuery
{
    /// <summary>More days at once are not added up.</summary>
    public const int MostDays = 366;

    public FigurePeriod Period { get; init; }

    public FigureBy By { get; init; }

    /// <summary>The first and the last day of a free period.</summary>
    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    public long? Client { get; init; }

    public long? Queue { get; init; }

    /// <summary>Only what its people did; <see cref="ItemFilter.NoTeam"/> for those who are in none.</summary>
    public long? Team { get; init; }

    /// <summary>Only what they did.</summary>
    public long? Person { get; init; }

    public string? Sort { get; init; }

    /// <summary>The lines are people, or several together.</summary>
    public bool ByPerson => By is FigureBy.Agent or FigureBy.Team;

    /// <summary>It is about people, whatever the lines: what is nobody's doing is not known.</summary>
    public bool OfPeople => ByPerson || Team is not null || Person is not null;

    /// <summary>Hours at work are told of the lines, where they can be.</summary>
    public bool HasHours => ByPerson || By == FigureBy.Quarter;

    public static FigureQuery Of(string? period, string? by, DateOnly? from, DateOnly? to, long? client, long? queue, long? team, long? person, string? sort) => new()
    {
        Period = Enum.TryParse<FigurePeriod>(period, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : default,
        By = Enum.TryParse<FigureBy>(by, ignoreCase: true, out var line) && Enum.IsDefined(line) ? line : default,
        From = from, To = to, Client = client, Queue = queue, Team = team, Person = person, Sort = sort,
    };

    /// <summary>The first day and the last.</summary>
    public (DateOnly First, DateOnly Last) Days(DateOnly today) => Period switch
    {
        FigurePeriod.Yesterday => (today.AddDays(-1), today.AddDays(-1)),
        FigurePeriod.Week => (today.AddDays(-(((int)today.DayOfWeek + 6) % 7)), today),
        FigurePeriod.Days => (today.AddDays(-6), today),
        FigurePeriod.Month => (today.AddDays(1 - today.Day), today),
        FigurePeriod.Free => Free(From ?? today, To ?? From ?? today),
        _ => (today, today),
    };

    public static string Code(Enum value) => value.ToString().ToLowerInvariant();

    private static (DateOnly First, DateOnly Last) Free(DateOnly from, DateOnly to) =>
        to < from ? (from, from) : (from, to.DayNumber - from.DayNumber < MostDays ? to : from.AddDays(MostDays - 1));
}
