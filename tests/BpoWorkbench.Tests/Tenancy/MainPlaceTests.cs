using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Tests.Tenancy;

public sealed class MainPlaceTests
{
    public static TheoryData<Role> Roles => [.. Enum.GetValues<Role>()];

    [Theory]
    [MemberData(nameof(Roles))]
    public void Every_role_has_a_page_to_begin_with(Role role) => Assert.NotNull(Of(role));

    [Fact]
    public void A_quality_analyst_begins_with_the_items() => Assert.Equal("/items", Of(Role.QualityAnalyst));

    private static string? Of(Role role)
    {
        var scope = new ClientScope();
        scope.Become(1, [new Grant(1, 7, role)], [7]);
        return MainPlace.Of(scope);
    }
}
