namespace BpoWorkbench.Tenancy;

/// <summary>
/// Where a person is, as the server sees it: whether a desk of theirs is open, when a page of theirs was last alive, and the code they
/// are in. What an agent holds belongs to this, not to a timer of the page: <see cref="LastSeen"/> is what a lease is counted from.
/// </summary>
public sealed partial class Presence
{
    private static readonly TimeSpan LongAway = TimeSpan.FromHours(1);
    private static readonly TimeSpan RampStep = TimeSpan.FromMinutes(5);

    private Presence()
    {
    }

    public Presence(long personId) => PersonId = personId;

    public long PersonId { get; private set; }

    /// <summary>A desk of theirs is open.</summary>
    public bool Online { get; private set; }

    public long CodeId { get; private set; } = PresenceCode.Offline;

    public PresenceCode? Code { get; private set; }

    /// <summary>Since when they are in the code.</summary>
    public DateTime Since { get; private set; }

    /// <summary>When a page of theirs was last known to be connected.</summary>
    public DateTime LastSeen { get; private set; }

    /// <summary>What they were in when nothing of them was seen any more; null when they left by themselves, and while they are at work.</summary>
    public long? LostFrom { get; private set; }

    /// <summary>They let an offer pass: nothing more is offered until they show that they are there.</summary>
    public bool MissedOffer { get; private set; }

    /// <summary>Since when they are back from an absence, so that work comes back to them little by little; null where they have long been.</summary>
    public DateTime? BackSince { get; private set; }

    /// <summary>What they were in, one after the other; it is only added to.</summary>
    public List<PresenceSpan> Spans { get; } = [];

    /// <summary>The desk is open; whoever was not at work is available from now on.</summary>
    public void Sit(DateTime now)
    {
        Online = true;
        LastSeen = now;
        if (CodeId == PresenceCode.Offline)
        {
            Begin(PresenceCode.Available, now, PersonId);
        }
    }

    /// <summary>The desk is still open. Whoever was lost is found; whoever said that they are gone stays so.</summary>
    public void Stay(DateTime now)
    {
        Online = true;
        Found(now);
        if (CodeId != PresenceCode.Offline)
        {
            LastSeen = now;
        }
    }

    /// <summary>The desk is closed; on another page they are still at work.</summary>
    public void Stand() => Online = false;

    /// <summary>
    /// Nothing of theirs has been seen for a while: they were gone from the last moment they were seen. What a telephone has said since
    /// then stays until it says otherwise.
    /// </summary>
    public void Gone()
    {
        Online = false;
        if (LastSeen < Since)
        {
            return;
        }

        var from = CodeId;
        Begin(PresenceCode.Offline, LastSeen, null);
        LostFrom = from == PresenceCode.Offline ? null : from;
    }

    /// <summary>A page that was lost is there again: they go on in what they were in.</summary>
    public void Found(DateTime now)
    {
        if (LostFrom is { } code)
        {
            LastSeen = now;
            Begin(code, now, null);
        }
    }

    /// <summary>An offer of theirs ran out.</summary>
    public void Missed() => MissedOffer = true;

    /// <summary>They did something themselves.</summary>
    public void Acted() => MissedOffer = false;

    /// <summary>How many units may be offered to them at once: after an absence one, and one more every few minutes.</summary>
    public static int RoomForOffers(int capacity, DateTime? backSince, DateTime now) =>
        backSince is { } back ? (int)Math.Min(capacity, 1 + Math.Floor((now - back) / RampStep)) : capacity;

    private void Begin(long code, DateTime at, long? by, long? key = null)
    {
        if (CodeId == PresenceCode.Offline && code != PresenceCode.Offline && at - Since >= LongAway)
        {
            BackSince = at;
        }

        LostFrom = null;
        MissedOffer = false;
        if (code != CodeId || Since == default)
        {
            (CodeId, Since) = (code, at);
            Spans.Add(new PresenceSpan(this, code, at, by, key));
        }
    }
}

/// <summary>From when somebody was in a code: until the next one begins.</summary>
public sealed class PresenceSpan
{
    private PresenceSpan()
    {
    }

    internal PresenceSpan(Presence presence, long codeId, DateTime from, long? setBy, long? keyId)
    {
        PersonId = presence.PersonId;
        (CodeId, From, SetBy, KeyId) = (codeId, from, setBy, keyId);
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public long CodeId { get; private set; }

    public DateTime From { get; private set; }

    /// <summary>Who said so; null where the system noticed it, or a program outside said it.</summary>
    public long? SetBy { get; private set; }

    /// <summary>The key by which a program outside said so.</summary>
    public long? KeyId { get; private set; }
}
