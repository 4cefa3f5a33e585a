using BpoWorkbench.Domain;

namespace BpoWorkbench.Tenancy;

/// <summary>
/// Whose data the present operation may see and write: the wall between clients. Empty at first, and empty sees nothing.
/// One per circuit, request or job; filled from the grants of whoever is signed in.
/// </summary>
public sealed class ClientScope
{
    private Dictionary<string, HashSet<long>> _clients = [];

    public long? PersonId { get; private set; }

    /// <summary>Every client in reach, by any permission; with <see cref="IClientOwned.House"/> for those who keep house.</summary>
    public long[] Clients { get; private set; } = [];

    /// <summary>The clients for which a permission is held.</summary>
    public long[] With(string permission) => _clients.TryGetValue(permission, out var ids) ? [.. ids] : [];

    public bool Allows(string permission) => _clients.TryGetValue(permission, out var ids) && ids.Count > 0;

    public bool Allows(string permission, long clientId) => _clients.TryGetValue(permission, out var ids) && ids.Contains(clientId);

    /// <summary>Refuses whoever lacks the permission for the client: handlers check again what the page already hides.</summary>
    public void Require(string permission, long clientId)
    {
        if (!Allows(permission, clientId))
        {
            throw new Refusal("access.denied");
        }
    }

    public void Require(string permission)
    {
        if (!Allows(permission))
        {
            throw new Refusal("access.denied");
        }
    }

    /// <summary>The signed-in person, for use cases that write who did it.</summary>
    public long RequirePerson() => PersonId ?? throw new Refusal("access.denied");

    /// <summary>The scope of a person's grants; <paramref name="everyClient"/> is what a grant without a client stands for.</summary>
    public void Become(long personId, IEnumerable<Grant> grants, IReadOnlyCollection<long> everyClient)
    {
        var clients = new Dictionary<string, HashSet<long>>();
        foreach (var grant in grants)
        {
            foreach (var permission in Roles.PermissionsOf(grant.Role))
            {
                var ids = clients.TryGetValue(permission, out var known) ? known : clients[permission] = [];
                if (grant.ClientId is { } one)
                {
                    ids.Add(one);
                }
                else
                {
                    ids.UnionWith(everyClient);
                    ids.Add(IClientOwned.House);
                }
            }
        }

        PersonId = personId;
        _clients = clients;
        Clients = [.. clients.Values.SelectMany(c => c).Distinct()];
    }

    /// <summary>A job that works for one client.</summary>
    public void BecomeClient(long clientId) => BecomeAll([clientId]);

    /// <summary>A job that works for the house and every client.</summary>
    public void BecomeSystem(IReadOnlyCollection<long> everyClient) => BecomeAll([IClientOwned.House, .. everyClient]);

    /// <summary>Nobody in particular, who has one permission for some clients and sees those only.</summary>
    public void BecomeOneWho(string permission, long[] clients)
    {
        PersonId = null;
        Clients = clients;
        _clients = new() { [permission] = [.. clients] };
    }

    /// <summary>Nobody: sees nothing.</summary>
    public void Clear()
    {
        PersonId = null;
        _clients = [];
        Clients = [];
    }

    private void BecomeAll(long[] clients)
    {
        PersonId = null;
        Clients = clients;
        _clients = Permissions.All.ToDictionary(p => p, _ => clients.ToHashSet());
    }
}
