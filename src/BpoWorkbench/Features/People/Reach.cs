using System.Linq.Expressions;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>
/// Whom the signed-in person looks after: administrators everyone at their clients, portal administrators the portal users of
/// their own company. Nobody gives or takes a grant wider than their own.
/// </summary>
public sealed class Reach(ClientScope scope)
{
    /// <summary>Everyone, also those without a grant, and the grants that go for every client.</summary>
    public bool IsHouse => scope.Allows(Permissions.People, IClientOwned.House);

    /// <summary>The clients for which grants may be given.</summary>
    public long[] Clients => [.. scope.With(Permissions.People).Union(scope.With(Permissions.PortalPeople)).Where(c => c != IClientOwned.House)];

    public bool MayGive(long? clientId, Role role) =>
        scope.Allows(Permissions.People, clientId ?? IClientOwned.House)
        || (clientId is { } client && role.IsPortal() && scope.Allows(Permissions.PortalPeople, client));

    public void RequireGrant(long? clientId, Role role)
    {
        if (!MayGive(clientId, role))
        {
            throw new Refusal("access.denied");
        }
    }

    /// <summary>Whether the person as a whole may be changed: name, address, being active.</summary>
    public bool MayChange(IReadOnlyCollection<Grant> grants) =>
        IsHouse || (grants.Count > 0 && grants.All(g => MayGive(g.ClientId, g.Role)));

    public void RequireAll(Person person)
    {
        if (!MayChange(person.Grants))
        {
            throw new Refusal(Sees(person.Grants) ? "person.also-elsewhere" : "access.denied", person.Name);
        }
    }

    public bool Sees(IEnumerable<Grant> grants) => IsHouse || grants.Any(g => MayGive(g.ClientId, g.Role));

    /// <summary>The people that may be seen, for queries.</summary>
    public Expression<Func<Person, bool>> Seen()
    {
        var (house, whole, portal) = (IsHouse, scope.With(Permissions.People), scope.With(Permissions.PortalPeople));
        return p => house || p.Grants.Any(g => whole.Contains(g.ClientId!.Value) || (portal.Contains(g.ClientId!.Value) && g.Role >= Role.PortalReader));
    }
}
