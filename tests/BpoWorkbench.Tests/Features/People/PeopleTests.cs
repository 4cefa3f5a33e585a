using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.People;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Tests.Features.People;

/// <summary>People, grants and teams against the real host and database.</summary>
public sealed class PeopleTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _segur = null!;
    private Person _admin = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start();
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBL");
        _segur = await Company.Add(_workbench, "SegurNorte", "SEG");
        _admin = await Company.Person(_workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task The_last_administrator_stays()
    {
        Assert.Equal("person.yourself", await Refused(_admin, s => s.Get<ControlAccess>().Deactivate(_admin.Id)));
        Assert.Equal("person.last-administrator", await Refused(_admin, s => s.Get<SetGrant>().Run(_admin.Id, null, Role.Administrator, false)));
        var second = await Company.Person(_workbench, "Blas", "blas@centro.es", (null, Role.Administrator));
        await As(_admin, s => s.Get<ControlAccess>().Deactivate(second.Id));
        Assert.Equal("person.last-administrator", await Refused(_admin, s => s.Get<SetGrant>().Run(_admin.Id, null, Role.Administrator, false)));
        await As(_admin, s => s.Get<ControlAccess>().Activate(second.Id));
        await As(_admin, s => s.Get<SetGrant>().Run(_admin.Id, null, Role.Administrator, false));
    }

    [Fact]
    public async Task Two_administrators_cannot_depose_each_other_at_once()
    {
        var second = await Company.Person(_workbench, "Blas", "blas@centro.es", (null, Role.Administrator));
        // Both have their grants read before either acts.
        var ends = new List<string?>();
        await As(_admin, one => As(second, async other =>
            ends.AddRange(await Task.WhenAll(Outcome(() => one.Get<SetGrant>().Run(second.Id, null, Role.Administrator, false)),
                Outcome(() => other.Get<SetGrant>().Run(_admin.Id, null, Role.Administrator, false))))));

        Assert.Equal([null, "person.last-administrator"], ends.Order());
        await Company.AsSystem(_workbench, async db => Assert.Equal(1, await db.Grants.CountAsync(g => g.ClientId == null)));
    }

    [Fact]
    public async Task What_a_deactivated_person_holds_goes_back_to_the_queue()
    {
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es", (_iberluz.Id, Role.Agent), (_segur.Id, Role.Agent));
        var (here, there) = (await Held(_iberluz, agent), await Held(_segur, agent));

        await As(_admin, s => s.Get<SetGrant>().Run(agent.Id, _iberluz.Id, Role.Agent, false));
        Assert.Equal((WorkState.Ready, (long?)null), await StateOf(here));
        Assert.Equal((WorkState.Claimed, (long?)agent.Id), await StateOf(there));

        await As(_admin, s => s.Get<ControlAccess>().Deactivate(agent.Id));
        Assert.Equal((WorkState.Ready, (long?)null), await StateOf(there));
    }

    [Fact]
    public async Task A_portal_administrator_sees_and_invites_only_their_own_company()
    {
        var boss = await Company.Person(_workbench, "Pilar", "pilar@iberluz.es", (_iberluz.Id, Role.PortalAdministrator));
        var mate = await Company.Person(_workbench, "Íñigo", "inigo@iberluz.es", (_iberluz.Id, Role.PortalReader));
        var both = await Company.Person(_workbench, "Luis", "luis@consulta.es", (_iberluz.Id, Role.PortalReader), (_segur.Id, Role.PortalReader));
        var stranger = await Company.Person(_workbench, "Sara", "sara@segur.es", (_segur.Id, Role.PortalReader));
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es", (_iberluz.Id, Role.Agent));

        await As(boss, async s =>
        {
            var seen = await s.Get<PeopleList>().Find(new(null, null, null, null, null, 1), default);
            Assert.Equal([boss.Id, mate.Id, both.Id], [.. seen.Rows.Select(r => r.Id).Order()]);
            Assert.All(seen.Rows.SelectMany(r => r.Grants), g => Assert.Equal(_iberluz.Id, g.ClientId));
            Assert.Single((await s.Get<PeopleList>().Find(new("inigo", null, null, null, null, 1), default)).Rows);
            Assert.NotNull(await s.Get<PersonDetails>().Find(mate.Id));
            Assert.Null(await s.Get<PersonDetails>().Find(stranger.Id));
            Assert.Null(await s.Get<PersonDetails>().Find(agent.Id));
        });

        Assert.Equal("access.denied", await Refused(boss, s => s.Get<ControlAccess>().SignOut(stranger.Id)));
        Assert.Equal("access.denied", await Refused(boss, s => s.Get<SetGrant>().Run(stranger.Id, _iberluz.Id, Role.PortalReader, true)));
        Assert.Equal("access.denied", await Refused(boss, s => s.Get<SetGrant>().Run(mate.Id, _segur.Id, Role.PortalReader, true)));
        Assert.Equal("access.denied", await Refused(boss, s => s.Get<SetGrant>().Run(mate.Id, _iberluz.Id, Role.Agent, true)));
        Assert.Equal("person.also-elsewhere", await Refused(boss, s => s.Get<ControlAccess>().Deactivate(both.Id)));
        Assert.Equal("access.denied", await Refused(boss, s => Invite(s, Role.PortalReader, _segur.Id)));
        Assert.Equal("access.denied", await Refused(boss, s => Invite(s, Role.Administrator)));
        await As(boss, s => Invite(s, Role.PortalReader, _iberluz.Id));
        await As(boss, s => s.Get<ControlAccess>().SignOut(mate.Id));
        Assert.Equal("access.denied", await Refused(mate, s => s.Get<ControlAccess>().SignOut(boss.Id)));
    }

    [Fact]
    public async Task Invitations_are_made_all_or_none()
    {
        var refusal = await Refused(_admin, s => s.Get<InvitePeople>().Run(
            [new("Uno", "uno@centro.es", "es", Role.Agent, [_iberluz.Id]), new("Dos", "ADA@centro.es", "es", Role.Agent, [_iberluz.Id])], "http://here/"));

        Assert.Equal("person.email-taken", refusal);
        await Company.AsSystem(_workbench, async db => Assert.False(await db.Users.AnyAsync(p => p.Email == "uno@centro.es")));
    }

    [Fact]
    public async Task The_second_to_save_a_person_is_told_and_a_sign_in_meanwhile_is_no_change()
    {
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es", (_iberluz.Id, Role.Agent));
        await As(_admin, async s =>
        {
            var seen = (await s.Get<PersonDetails>().Find(agent.Id))!.Seen;
            await Company.AsSystem(_workbench, async db =>
            {
                (await db.Users.SingleAsync(p => p.Id == agent.Id)).LastSignInAt = DateTime.UnixEpoch;
                await db.SaveChangesAsync();
            });
            var first = new Edit<PersonForm>(seen);
            var second = new Edit<PersonForm>(seen);
            first.Mine.Name = "Núria Vidal";
            second.Mine.Email = "nvidal@centro.es";

            Assert.True(await Save(s, first));
            Assert.False(await Save(s, second));
            Assert.Equal("Núria Vidal", second.Mine.Name);
            Assert.True(await Save(s, second));
        });

        Task<bool> Save(IServiceProvider s, Edit<PersonForm> edit) => edit.Save(
            (form, version) => s.Get<SavePerson>().Run(agent.Id, form, version), async () => (await s.Get<PersonDetails>().Find(agent.Id))?.Seen);
    }

    [Fact]
    public async Task The_history_of_a_person_says_for_which_client_a_grant_was_given_and_taken()
    {
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es");
        await As(_admin, s => s.Get<SetGrant>().Run(agent.Id, _segur.Id, Role.Agent, true));
        await As(_admin, s => s.Get<SetGrant>().Run(agent.Id, _segur.Id, Role.Agent, false));
        await As(_admin, async s =>
        {
            var (say, words) = (s.Get<ChangeWords>(), s.Get<IStringLocalizer<PeopleTexts>>());
            var lines = await s.Get<ChangeHistory>().Of(new(IClientOwned.House, nameof(Person), agent.Id));
            var taken = lines.Single(line => line is { Entity: nameof(Grant), Field: "Id" });
            var given = lines.Single(line => line is { Entity: nameof(Grant), Field: "" });
            var role = words["role.Agent"].Value;
            Assert.Equal($"{role} · SegurNorte", say.Value(taken, taken.From, words, TimeZoneInfo.Utc));
            Assert.Equal("", say.Value(taken, taken.To, words, TimeZoneInfo.Utc));
            Assert.Equal($"{role} · SegurNorte", say.Value(given, given.To, words, TimeZoneInfo.Utc));
        });
    }

    [Fact]
    public async Task The_history_of_a_client_tells_nothing_of_its_customers()
    {
        await Company.AsSystem(_workbench, async db =>
        {
            db.Customers.Add(new Customer(_iberluz.Id, "C-1"));
            await db.SaveChangesAsync();
            Assert.True(await db.Changes.AnyAsync(c => c.ClientId == _iberluz.Id && c.Entity == nameof(Customer)));
        });
        await As(_admin, async s =>
        {
            var lines = await s.Get<ChangeHistory>().Of(new(_iberluz.Id, nameof(Client), _iberluz.Id));
            Assert.NotEmpty(lines);
            Assert.All(lines, line => Assert.Equal(nameof(Client), line.Entity));
        });
    }

    [Fact]
    public async Task A_person_is_in_one_team_at_most()
    {
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es", (_iberluz.Id, Role.Agent));
        await As(_admin, async s =>
        {
            await s.Get<SaveTeam>().Run(null, new() { Name = "Norte", Members = [agent.Id] }, 0);
            await s.Get<SaveTeam>().Run(null, new() { Name = "Sur", Members = [agent.Id] }, 0);
            var teams = (await s.Get<TeamList>().Read()).Teams;
            Assert.Empty(teams.Single(t => t.Name == "Norte").Members);
            var south = teams.Single(t => t.Name == "Sur");
            Assert.Equal("Nuria", Assert.Single(south.Members).Name);
            await s.Get<SaveTeam>().Run(south.Id, new() { Name = "Sur y Este", Members = [] }, south.Version);
            Assert.Empty((await s.Get<TeamList>().Read()).Teams.Single(t => t.Name == "Sur y Este").Members);
            await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => s.Get<SaveTeam>().Run(south.Id, new() { Name = "Otro" }, south.Version));
        });
        Assert.Equal("access.denied", await Refused(agent, s => s.Get<TeamList>().Read()));
    }

    private static Task Invite(IServiceProvider s, Role role, params long[] clients) =>
        s.Get<InvitePeople>().Run([new("Alguien", "alguien@iberluz.es", "es", role, clients)], "http://here/", clients.FirstOrDefault());

    private async Task<long> Held(Company company, Person agent)
    {
        var queue = await company.Queue("Cola");
        var item = (await company.Receive(queue, DateTime.UnixEpoch, ("1", "Uno", [])))[0];
        await company.Write(async db => (await db.WorkItems.SingleAsync(i => i.Id == item)).Claim(agent.Id, "{}", DateTime.UnixEpoch.AddMinutes(1)));
        return item;
    }

    private async Task<(WorkState, long?)> StateOf(long item)
    {
        WorkItem? found = null;
        await Company.AsSystem(_workbench, async db => found = await db.WorkItems.SingleAsync(i => i.Id == item));
        return (found!.State, found.OwnerId);
    }

    private Task As(Person person, Func<IServiceProvider, Task> work) => Company.As(_workbench, person.Id, work);

    private async Task<string> Refused(Person person, Func<IServiceProvider, Task> work) =>
        await Try(person, work) ?? throw new Xunit.Sdk.XunitException("It was not refused.");

    private Task<string?> Try(Person person, Func<IServiceProvider, Task> work) => Outcome(() => As(person, work));

    private static async Task<string?> Outcome(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Refusal refusal)
        {
            return refusal.Code;
        }
    }
}

internal static class Getting
{
    public static T Get<T>(this IServiceProvider services)
        where T : notnull => services.GetRequiredService<T>();
}
