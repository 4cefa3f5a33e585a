namespace BpoWorkbench.Domain.Sharing;

/// <summary>The head of a lane that an agent could be given.</summary>
/// <param name="Urgency">Used share of the service time, raised by the band: <see cref="Work.Urgency"/>.</param>
/// <param name="Promised">It is the agent's own: they promised to call back.</param>
public readonly record struct Offer(long ItemId, long ClientId, double Urgency, bool Promised);

/// <summary>What decided between the offers.</summary>
public enum Decided
{
    ByUrgency,
    ByPromise,

    /// <summary>Its client would have fallen below its least part.</summary>
    ByLeastPart,

    /// <summary>More urgent work is of clients that had more than their fair part lately.</summary>
    ByFairPart,

    /// <summary>More urgent work is of another client, but not by enough to leave the one in hand.</summary>
    ByClientInHand,
}

/// <summary>The offer that goes to an agent, and why.</summary>
public sealed record Assignment(long PersonId, Offer Offer, Decided Decided)
{
    internal IReadOnlyList<(long Client, ClientAccount.Before Before)> Moved { get; init; } = [];
}

/// <summary>Work of a client that went to an agent, and the clients that the agent serves.</summary>
public sealed record Given(long PersonId, long ClientId, IReadOnlyCollection<long> Served);

/// <summary>
/// Shares work out between clients, one assignment at a time, for every agent of this process. Among the offers the most urgent wins,
/// with a margin for the client in hand; work of a client that had clearly more than its fair part lately counts two service times less,
/// so that it goes behind the others' unless somebody raised it. But of any hundred assignments to those who serve it, every client that
/// has ready work all the while gets at least <see cref="Part.Least"/>.
/// <para>
/// That is window-constrained scheduling (Hamdaoui and Ramanathan, "A Dynamic Priority Assignment Technique for Streams with
/// (m,k)-Firm Deadlines", IEEE Transactions on Computers 44, 1995). The last hundred assignments say how many of the next t a client must
/// get at least; a choice is allowed if thereafter no t is too small for what all of them must get, which is the demand test of
/// earliest-deadline-first (Baruah, Rosier and Howell, Real-Time Systems 2, 1990). If it holds once it can be kept for ever, by repeating
/// the same hundred. It is exact while all agents serve the same clients and their least parts come to at most 100; where agents serve
/// different clients, one may come an assignment late.
/// </para>
/// Safe to be used by many at once.
/// </summary>
public sealed class SharingOut
{
    // As much as there is between what has just arrived and what is long overdue: Urgency.Of.
    private const double Behind = 2;

    private readonly Lock _lock = new();
    private readonly Dictionary<long, ClientAccount> _accounts = [];
    private readonly Dictionary<long, long> _inHand = [];

    /// <summary>Chooses, and takes it as given: <see cref="TakeBack"/> if it could not be.</summary>
    /// <param name="offers">What there is for the agent; of a client only its best offer counts.</param>
    /// <param name="parts">Of every client the agent serves, whether it has ready work or not; none is offered that is not among them.</param>
    /// <param name="margin">By how much another client's work must be more urgent, in service times.</param>
    /// <returns>Null where nothing is offered.</returns>
    public Assignment? Choose(long personId, IReadOnlyCollection<Offer> offers, IReadOnlyDictionary<long, Part> parts, double margin)
    {
        lock (_lock)
        {
            var best = Best(personId, offers, parts, margin);
            if (best.Count == 0)
            {
                return null;
            }

            var ready = best.Select(o => o.ClientId).ToHashSet();
            var chosen = Fairest(best, parts, ready);
            var decided = Why(chosen, best, parts);
            return new Assignment(personId, chosen, decided) { Moved = Book(personId, chosen.ClientId, client => ready.Contains(client), parts.Keys) };
        }
    }

    /// <summary>Which would most likely be chosen: the best offer, were it not for what others must get. Nothing is booked.</summary>
    /// <returns>Null where nothing is offered.</returns>
    public Offer? Foresee(long personId, IReadOnlyCollection<Offer> offers, IReadOnlyDictionary<long, Part> parts, double margin)
    {
        lock (_lock)
        {
            return Best(personId, offers, parts, margin) is [var best, ..] ? best : null;
        }
    }

    /// <summary>The assignment did not come about.</summary>
    public void TakeBack(Assignment assignment)
    {
        lock (_lock)
        {
            foreach (var (client, before) in assignment.Moved)
            {
                Of(client).Remove(before);
            }
        }
    }

    /// <summary>An assignment of this process came about; the others learn of it from here.</summary>
    public event EventHandler<Given>? GivenHere;

    public void CameAbout(Given given) => GivenHere?.Invoke(this, given);

    /// <summary>An assignment of which only the outcome is known: made before this process started, or by another one.</summary>
    /// <param name="served">The clients that the agent serves.</param>
    public void Learn(long personId, long clientId, IReadOnlyCollection<long> served)
    {
        lock (_lock)
        {
            Book(personId, clientId, client => client == clientId ? true : null, served);
        }
    }

    // One of each client, the best first.
    private List<Offer> Best(long personId, IReadOnlyCollection<Offer> offers, IReadOnlyDictionary<long, Part> parts, double margin) =>
        [.. offers.GroupBy(o => o.ClientId).Select(g => g.OrderByDescending(o => o.Promised).ThenByDescending(o => o.Urgency).ThenBy(o => o.ItemId).First())
            .OrderByDescending(o => o.Promised).ThenByDescending(o => Score(personId, o, parts, margin)).ThenBy(o => o.ItemId)];

    private double Score(long personId, Offer offer, IReadOnlyDictionary<long, Part> parts, double margin) =>
        Merit(offer, parts) + (_inHand.TryGetValue(personId, out var client) && client == offer.ClientId && !IsAhead(client, parts) ? margin : 0);

    private double Merit(Offer offer, IReadOnlyDictionary<long, Part> parts) =>
        offer.Urgency - (IsAhead(offer.ClientId, parts) ? Behind : 0);

    private bool IsAhead(long client, IReadOnlyDictionary<long, Part> parts) => Of(client).HadMoreThan(parts[client].Fair);

    private Decided Why(Offer chosen, List<Offer> best, IReadOnlyDictionary<long, Part> parts)
    {
        if (chosen.Promised)
        {
            return Decided.ByPromise;
        }

        if (chosen != best[0])
        {
            return Decided.ByLeastPart;
        }

        if (best.TrueForAll(o => o.Urgency <= chosen.Urgency))
        {
            return Decided.ByUrgency;
        }

        return best.TrueForAll(o => Merit(o, parts) <= Merit(chosen, parts)) ? Decided.ByFairPart : Decided.ByClientInHand;
    }

    // The best that leaves room for all. Where none does, one of them had no ready work when others decided, or agents serve different
    // clients: then the one that leaves the least wanting, lest a client who comes too late costs all the others their part as well.
    private Offer Fairest(List<Offer> best, IReadOnlyDictionary<long, Part> parts, HashSet<long> ready)
    {
        while (true)
        {
            List<int> wanting = [];
            foreach (var offer in best)
            {
                wanting.Add(Wanting(parts, ready, offer.ClientId));
                if (wanting[^1] == 0)
                {
                    return offer;
                }
            }

            var doubtful = parts.Where(p => p.Value.Least > 0).Select(p => (Account: Of(p.Key), Behind: Of(p.Key).Doubtful(p.Value.Least))).Where(d => d.Behind is not null).ToList();
            if (doubtful.Count == 0)
            {
                return best[wanting.IndexOf(wanting.Min())];
            }

            doubtful.MaxBy(d => d.Behind).Account.Doubt();
        }
    }

    // With this one chosen, how much of everyone's least part does not fit any more? Who has no ready work is counted as well: it may have
    // some at the next one.
    private int Wanting(IReadOnlyDictionary<long, Part> parts, HashSet<long> ready, long chosen)
    {
        var needed = new int[ClientAccount.Window + 1];
        foreach (var (client, part) in parts)
        {
            if (part.Least > 0)
            {
                Of(client).Need(needed, part.Least, client == chosen, ready.Contains(client));
            }
        }

        var wanting = 0;
        for (var more = 0; more < needed.Length; more++)
        {
            wanting += Math.Max(0, needed[more] - more);
        }

        return wanting;
    }

    private List<(long Client, ClientAccount.Before Before)> Book(long personId, long chosen, Func<long, bool?> ready, IEnumerable<long> served)
    {
        _inHand[personId] = chosen;
        return [.. served.Select(client => (client, Of(client).Add(client == chosen, ready(client))))];
    }

    private ClientAccount Of(long client) => _accounts.TryGetValue(client, out var account) ? account : _accounts[client] = new ClientAccount();
}
