namespace BpoWorkbench.Tenancy;

/// <summary>Whether a person is at their desk, as the server sees it.</summary>
public sealed class Presence
{
    private Presence()
    {
    }

    public Presence(long personId) => PersonId = personId;

    public long PersonId { get; private set; }

    public bool Online { get; private set; }

    public DateTime Since { get; private set; }

    public DateTime LastSeen { get; private set; }

    public void Seen(bool online, DateTime now)
    {
        if (Online != online)
        {
            Online = online;
            Since = now;
        }

        LastSeen = now;
    }
}
