namespace BpoWorkbench.Domain;

/// <summary>What happens to an item that is given an outcome.</summary>
public enum DispositionEffect
{
    Finish = 0,

    /// <summary>Comes back after a delay, up to a number of attempts, then finishes.</summary>
    Retry = 1,

    /// <summary>Comes back at a time the agent names, to the same agent first.</summary>
    CallBack = 2,
}

/// <summary>What an outcome counts as in the figures.</summary>
[Flags]
public enum CountsAs
{
    None = 0,
    Attempt = 1,
    Contact = 2,
    RightParty = 4,
    Success = 8,
    Billable = 16,
}

/// <summary>An outcome code of a queue, on two levels.</summary>
public sealed class Disposition : IClientOwned
{
    private Disposition()
    {
    }

    public Disposition(Queue queue, string code, string label, DispositionEffect effect, CountsAs counts)
    {
        ClientId = queue.ClientId;
        Queue = queue;
        Code = code;
        Label = label;
        Effect = effect;
        Counts = counts;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long QueueId { get; private set; }

    public Queue? Queue { get; private set; }

    public string Code { get; private set; } = "";

    /// <summary>The first level; empty where the outcome stands alone.</summary>
    public string Group { get; set; } = "";

    public string Label { get; set; } = "";

    public int Order { get; set; }

    public DispositionEffect Effect { get; set; }

    /// <summary>A retry is an attempt, whatever else it is: by its attempts it ends.</summary>
    public CountsAs Counts
    {
        get => Effect == DispositionEffect.Retry ? field | CountsAs.Attempt : field;
        set;
    }

    public int RetryMinutes { get; set; }

    /// <summary>With how many attempts in all the item ends.</summary>
    public int MaxAttempts { get; set; }

    /// <summary>The code the item finishes with when the attempts are used up.</summary>
    public string? ThenCode { get; set; }

    /// <summary>Codes of the fields that must be filled in.</summary>
    public List<string> RequiredFields { get; set; } = [];

    public bool NoteRequired { get; set; }

    /// <summary>Kept for the items that ended with it, no longer offered.</summary>
    public bool Retired { get; set; }
}
