using BpoWorkbench.Features.People;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Tests.Features.People;

/// <summary>Nobody gives or takes a grant wider than their own: every giver against every grant.</summary>
public sealed class ReachTests
{
    private const long A = 1;
    private const long B = 2;
    private static readonly long[] Clients = [A, B];

    public static TheoryData<Role, long?> Givers()
    {
        var givers = new TheoryData<Role, long?> { { Role.Administrator, null } };
        foreach (var role in Enum.GetValues<Role>())
        {
            givers.Add(role, A);
        }

        return givers;
    }

    [Theory]
    [MemberData(nameof(Givers))]
    public void A_grant_reaches_no_further_than_the_giver(Role own, long? ownClient)
    {
        var scope = new ClientScope();
        scope.Become(7, [new Grant(7, ownClient, own)], Clients);
        var reach = new Reach(scope);

        foreach (var role in Enum.GetValues<Role>())
        {
            foreach (long? client in new long?[] { null, A, B, 99 })
            {
                // 99 is a client that does not exist.
                var allowed = (own, ownClient) switch
                {
                    (Role.Administrator, null) => client != 99,
                    (Role.Administrator, _) => client == A,
                    (Role.PortalAdministrator, _) => client == A && role.IsPortal(),
                    _ => false,
                };
                Assert.True(reach.MayGive(client, role) == allowed, $"{own} of {ownClient} giving {role} of {client}");
            }
        }
    }

    [Fact]
    public void Whoever_belongs_to_others_too_cannot_be_changed_as_a_whole()
    {
        var scope = new ClientScope();
        scope.Become(7, [new Grant(7, A, Role.PortalAdministrator)], Clients);
        var reach = new Reach(scope);

        Assert.True(reach.MayChange([new Grant(8, A, Role.PortalReader)]));
        Assert.False(reach.MayChange([new Grant(8, A, Role.PortalReader), new Grant(8, B, Role.PortalReader)]));
        Assert.False(reach.MayChange([new Grant(8, A, Role.Agent)]));
        Assert.False(reach.MayChange([]));
    }
}
