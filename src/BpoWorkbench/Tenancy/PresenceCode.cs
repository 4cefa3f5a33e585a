using BpoWorkbench.Domain;

namespace BpoWorkbench.Tenancy;

/// <summary>What somebody is doing while at work, as the house names it: some are shipped, more can be added.</summary>
public sealed class PresenceCode
{
    /// <summary>At the desk, ready for work.</summary>
    public const long Available = 1;

    /// <summary>Away for a while, and paid.</summary>
    public const long Break = 2;

    /// <summary>Not at work.</summary>
    public const long Offline = 9;

    /// <summary>Those that come with the program; their names are texts. The ids are stored: never renumber.</summary>
    public static readonly IReadOnlyList<PresenceCode> Shipped =
    [
        new(Available, "available", paid: true, productive: true, receivesWork: true),
        new(Break, "break", paid: true, productive: false, receivesWork: false),
        new(3, "screen-break", paid: true, productive: false, receivesWork: false),
        new(4, "meal", paid: false, productive: false, receivesWork: false),
        new(5, "training", paid: true, productive: false, receivesWork: false),
        new(6, "meeting", paid: true, productive: false, receivesWork: false),
        new(7, "on-a-call", paid: true, productive: true, receivesWork: false),
        new(8, "technical-trouble", paid: true, productive: false, receivesWork: false),
        new(Offline, "offline", paid: false, productive: false, receivesWork: false),
    ];

    private PresenceCode()
    {
    }

    private PresenceCode(long id, string key, bool paid, bool productive, bool receivesWork)
    {
        (Id, Key, Order) = (id, key, (int)id * 10);
        (Paid, Productive, ReceivesWork) = (paid, productive, receivesWork);
    }

    public PresenceCode(string name, int order) => (Name, Order) = (name.Trim(), order);

    public long Id { get; private set; }

    /// <summary>What a shipped code is called for ever, whatever its name; null for the house's own.</summary>
    public string? Key { get; private set; }

    /// <summary>The name the house gave it; empty for a shipped one that goes by its text.</summary>
    public string Name { get; private set; } = "";

    public bool Paid { get; private set; }

    /// <summary>Its time counts as productive hours.</summary>
    public bool Productive { get; private set; }

    /// <summary>Whoever is in it takes work, and is given work.</summary>
    public bool ReceivesWork { get; private set; }

    public int Order { get; private set; }

    /// <summary>No longer offered; kept for the times spent in it.</summary>
    public bool Retired { get; private set; }

    public long Version { get; private set; }

    /// <summary>Available and Offline are what the program itself goes by.</summary>
    public bool IsFixed => Id is Available or Offline;

    public void Change(string name, bool paid, bool productive, bool receivesWork, bool retired)
    {
        name = name.Trim();
        if (name.Length > 60 || (name.Length == 0 && Key is null))
        {
            throw new Refusal("presence.name");
        }

        if (IsFixed && (receivesWork != ReceivesWork || retired))
        {
            throw new Refusal("presence.fixed");
        }

        Name = name;
        (Paid, Productive, ReceivesWork, Retired) = (paid, productive, receivesWork, retired);
    }
}
