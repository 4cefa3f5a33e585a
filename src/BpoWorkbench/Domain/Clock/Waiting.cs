namespace BpoWorkbench.Domain.Clock;

/// <summary>Who an item waits for. The numbers are stored: never renumber.</summary>
public enum WaitingOn
{
    /// <summary>For its time only: nobody outside is asked for anything.</summary>
    Nobody = 0,
    Customer = 1,
    Client = 2,
    ThirdParty = 3,

    /// <summary>The items that were opened for its sake: work of the centre itself, for which no clock stands still.</summary>
    Children = 4,
}

/// <summary>For whom the clock of a service policy stands still. The numbers are stored: never renumber.</summary>
[Flags]
public enum Pauses
{
    None = 0,
    Customer = 1,
    Client = 2,
    ThirdParty = 4,
}

/// <summary>What a policy's pauses say of a wait.</summary>
public static class PauseRule
{
    public static bool StopFor(this Pauses pauses, WaitingOn on) => on switch
    {
        WaitingOn.Customer => pauses.HasFlag(Pauses.Customer),
        WaitingOn.Client => pauses.HasFlag(Pauses.Client),
        WaitingOn.ThirdParty => pauses.HasFlag(Pauses.ThirdParty),
        _ => false,
    };
}
