using BpoWorkbench.Domain;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Wallboard;

public sealed class BoardViewTests
{
    [Fact]
    public async Task A_view_is_its_owners_and_is_seen_by_the_team_it_is_shared_with()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup);
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var other = await Company.Add(workbench, "Telcom", "TEL");
        var people = new Dictionary<string, Person>();
        foreach (var name in new[] { "sonia", "tomas", "ursula" })
        {
            people[name] = await Company.Person(workbench, name, $"{name}@example.com", (company.Id, Role.Supervisor));
        }

        var team = new Team("Tarde") { SupervisorId = people["sonia"].Id };
        team.Members.Add(new TeamMember(people["tomas"].Id));
        await Company.AsSystem(workbench, async db =>
        {
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });

        var view = 0L;
        await As("sonia", async services =>
        {
            var form = (await services.GetRequiredService<BoardViews>().Open(null))!;
            Assert.Equal([company.Id], form.ToChoose.Select(c => c.Id));
            (form.Name, form.TeamId) = ("Guardia", team.Id);
            form.Tiles.IntersectWith(["waiting", "people"]);
            form.Thresholds["waiting"] = 5;
            var save = services.GetRequiredService<SaveBoardView>();
            form.Clients.Add(other.Id);
            Assert.Equal("access.denied", (await Assert.ThrowsAsync<Refusal>(() => save.Run(null, form))).Code);
            form.Clients.Clear();
            view = await save.Run(null, form);
        });

        await As("tomas", async services =>
        {
            var shared = Assert.Single(await services.GetRequiredService<BoardViews>().Mine());
            Assert.Equal((view, "Guardia", false), (shared.Id, shared.Name, shared.Mine));
            Assert.True(shared.Look.Warm("waiting", 5) && !shared.Look.Warm("waiting", 4) && !shared.Look.Shows("sla"));
            Assert.Null(await services.GetRequiredService<BoardViews>().Open(view));
            Assert.Equal("board-view.unknown", (await Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<DeleteBoardView>().Run(view))).Code);
        });
        await As("ursula", async services => Assert.Empty(await services.GetRequiredService<BoardViews>().Mine()));

        await As("sonia", async services =>
        {
            var (first, second) = ((await services.GetRequiredService<BoardViews>().Open(view))!, (await services.GetRequiredService<BoardViews>().Open(view))!);
            first.TeamId = null;
            await services.GetRequiredService<SaveBoardView>().Run(view, first);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => services.GetRequiredService<SaveBoardView>().Run(view, second));
        });
        await As("tomas", async services => Assert.Empty(await services.GetRequiredService<BoardViews>().Mine()));

        Task As(string name, Func<IServiceProvider, Task> work) => Company.As(workbench, people[name].Id, work);
    }

    [Theory]
    [InlineData("sla", .89, true)]
    [InlineData("sla", .90, false)]
    [InlineData("sla", null, false)]
    [InlineData("oldest", 90.0, true)]
    [InlineData("oldest", 89.0, false)]
    [InlineData("received", 0.0, false)]
    public void A_figure_turns_warm_at_its_threshold(string figure, double? value, bool warm) =>
        Assert.Equal(warm, new BoardLook(null, [], new Dictionary<string, int> { ["sla"] = 90, ["oldest"] = 90 }).Warm(figure, value));
}
