using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.ApiKeys;

public sealed class KeyRingTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _telcom = null!;
    private Person _own = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Time = _clock });
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBER");
        _telcom = await Company.Add(_workbench, "Telcom", "TELC");
        _own = await Company.Person(_workbench, "Ana Ferrer", "ana@example.com", (_iberluz.Id, Role.Administrator));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task A_key_is_told_once_and_kept_nowhere()
    {
        var text = await Make("Pantalla");
        var secret = text.Split('_', 3)[2];

        await _iberluz.Write(async db =>
        {
            var key = await db.ApiKeys.SingleAsync();
            Assert.DoesNotContain(db.Entry(key).Properties, p => $"{p.CurrentValue}".Contains(secret, StringComparison.OrdinalIgnoreCase));
            Assert.EndsWith(key.Ending, text, StringComparison.Ordinal);
            Assert.Equal(4, key.Ending.Length);
            var changes = await db.Changes.Where(c => c.Entity == nameof(ApiKey)).ToListAsync();
            Assert.NotEmpty(changes);
            Assert.DoesNotContain(changes, c => $"{c.From}{c.To}".Contains(secret, StringComparison.OrdinalIgnoreCase) || $"{c.From}{c.To}".Contains(key.Hash, StringComparison.OrdinalIgnoreCase));
        });
    }

    [Fact]
    public async Task Who_made_it_when_it_was_last_used_and_who_revoked_it_can_be_read()
    {
        var text = await Make("Pantalla");
        var made = (await Keys()).Single();
        Assert.Equal(("Pantalla", "Ana Ferrer", _clock.GetUtcNow().UtcDateTime, null), (made.Name, made.MadeBy, made.MadeAt, made.LastUsedAt));

        _clock.Advance(TimeSpan.FromHours(1));
        var used = _clock.GetUtcNow().UtcDateTime;
        Assert.NotNull(await _workbench.Services.GetRequiredService<KnownKeys>().Find(text));
        Assert.Equal(used, (await Keys()).Single().LastUsedAt);

        await As(_own, ring => ring.Revoke(made.Id));
        var revoked = (await Keys()).Single();
        Assert.Equal(("Ana Ferrer", used), (revoked.RevokedBy, revoked.RevokedAt));
        Assert.Null(await _workbench.Services.GetRequiredService<KnownKeys>().Find(text));
        Assert.Equal("key.revoked", (await Assert.ThrowsAsync<Refusal>(() => As(_own, ring => ring.Revoke(made.Id)))).Code);
        await _iberluz.Write(async db => Assert.Contains(await db.Changes.Where(c => c.Entity == nameof(ApiKey)).ToListAsync(),
            c => c.Field == nameof(ApiKey.RevokedAt) && c.PersonId == _own.Id));
    }

    [Fact]
    public async Task Only_who_holds_the_client_makes_sees_and_revokes_its_keys()
    {
        await Make("Pantalla");
        var id = (await Keys()).Single().Id;
        foreach (var (client, role) in new[] { (_iberluz.Id, Role.Supervisor), (_iberluz.Id, Role.PortalAdministrator), (_telcom.Id, Role.Administrator) })
        {
            var other = await Company.Person(_workbench, $"{role}", $"{role}{client}@example.com", (client, role));
            await Denied(other, ring => ring.Of(_iberluz.Id));
            await Denied(other, ring => ring.Make(_iberluz.Id, "Otra", [ApiKey.Figures]));
            await Denied(other, ring => ring.Revoke(id));
        }

        await Denied(await House(), ring => ring.Make(_telcom.Id + 1, "Otra", [ApiKey.Figures]));
    }

    [Fact]
    public async Task Only_who_keeps_house_makes_sees_and_revokes_its_keys()
    {
        var house = await House();
        var text = "";
        List<KeyRow> keys = [];
        await As(house, async ring => text = await ring.Make(IClientOwned.House, "Centralita", [ApiKey.Presence]));
        await As(house, async ring => keys = await ring.Of(IClientOwned.House));
        var made = Assert.Single(keys);
        Assert.Equal(("Centralita", "Marta Ruiz", text[^4..]), (made.Name, made.MadeBy, made.Ending));
        foreach (var role in new[] { Role.Administrator, Role.Supervisor, Role.Agent, Role.PortalAdministrator })
        {
            var other = await Company.Person(_workbench, $"{role}", $"{role}@example.com".ToLowerInvariant(), (_iberluz.Id, role));
            await As(other, ring =>
            {
                Assert.False(ring.Holds(IClientOwned.House));
                return Task.CompletedTask;
            });
            await Denied(other, ring => ring.Of(IClientOwned.House));
            await Denied(other, ring => ring.Make(IClientOwned.House, "Otra", [ApiKey.Presence]));
            await Denied(other, ring => ring.Revoke(made.Id));
        }

        // Nor is it among a client's.
        Assert.Empty(await Keys());
        await As(house, ring => ring.Revoke(made.Id));
        Assert.Null(await _workbench.Services.GetRequiredService<KnownKeys>().Find(text));
    }

    [Fact]
    public async Task A_clients_key_may_nothing_that_is_the_houses_nor_the_houses_what_is_a_clients()
    {
        var house = await House();
        foreach (var (owner, permission) in new[] { (_iberluz.Id, ApiKey.Presence), (IClientOwned.House, ApiKey.Figures) })
        {
            Assert.Equal("key.permissions", (await Assert.ThrowsAsync<Refusal>(() => As(house, ring => ring.Make(owner, "Otra", [permission])))).Code);
            Assert.Equal("key.permissions", (await Assert.ThrowsAsync<Refusal>(() => As(house, ring => ring.Make(owner, "Otra", [ApiKey.Presence, ApiKey.Figures])))).Code);
        }

        // Whatever is written into its row.
        var text = await Make("Pantalla");
        await _iberluz.Write(db => db.Write(() => db.Database.ExecuteSqlAsync($"""UPDATE "ApiKey" SET "Permissions" = {"[\"presence\",\"figures\"]"}""")));
        Assert.Equal([ApiKey.Figures], (await _workbench.Services.GetRequiredService<KnownKeys>().Find(text))!.Permissions);
    }

    [Fact]
    public async Task A_key_has_a_name_and_something_that_it_may_do()
    {
        Assert.Equal("key.name", (await Assert.ThrowsAsync<Refusal>(() => Make(" "))).Code);
        Assert.Equal("key.permissions", (await Assert.ThrowsAsync<Refusal>(() => As(_own, ring => ring.Make(_iberluz.Id, "Otra", [])))).Code);
        Assert.Equal("key.permissions", (await Assert.ThrowsAsync<Refusal>(() => As(_own, ring => ring.Make(_iberluz.Id, "Otra", ["everything"])))).Code);
    }

    private Task<Person> House() => Company.Person(_workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator));

    private async Task Denied(Person person, Func<KeyRing, Task> attempt) =>
        Assert.Equal("access.denied", (await Assert.ThrowsAsync<Refusal>(() => As(person, attempt))).Code);

    private async Task<string> Make(string name)
    {
        var text = "";
        await As(_own, async ring => text = await ring.Make(_iberluz.Id, name, [ApiKey.Figures]));
        return text;
    }

    private async Task<List<KeyRow>> Keys()
    {
        List<KeyRow> keys = [];
        await As(_own, async ring => keys = await ring.Of(_iberluz.Id));
        return keys;
    }

    private Task As(Person person, Func<KeyRing, Task> work) => Company.As(_workbench, person.Id, services => work(services.GetRequiredService<KeyRing>()));
}
