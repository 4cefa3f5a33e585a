namespace BpoWorkbench.Platform.Live;

/// <summary>Tells the open pages of one person that something on their desk moved; paced as everything live is.</summary>
public sealed class PersonBell(TimeProvider time, ILogger<LiveFeed> log)
{
    // A feed like that of the clients, whose keys are people.
    private readonly LiveFeed _people = new(time, log);

    /// <summary>It was rung at this node; the others hear of it from here.</summary>
    public event EventHandler<long>? RungHere
    {
        add => _people.ChangedHere += value;
        remove => _people.ChangedHere -= value;
    }

    /// <summary>Calls back when it rings for the person, until disposed.</summary>
    public IDisposable Listen(long personId, Func<Task> called) => _people.Subscribe([personId], called);

    /// <summary>After the commit of what moved.</summary>
    public void Ring(long personId) => _people.Changed(personId);

    public void RungElsewhere(long personId) => _people.ChangedElsewhere(personId);

    /// <summary>Nobody knows for whom it rang meanwhile.</summary>
    public void MissedSome() => _people.MissedSome();
}
