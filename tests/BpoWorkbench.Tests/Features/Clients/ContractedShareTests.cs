using BpoWorkbench.Domain;
using BpoWorkbench.Features.Clients;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Clients;

public sealed class ContractedShareTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Company _iberluz = null!;
    private Company _telcom = null!;
    private Person _house = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start();
        _iberluz = await Company.Add(_workbench, "Iberluz", "IBER");
        _telcom = await Company.Add(_workbench, "Telcom", "TELC");
        _house = await Company.Person(_workbench, "Marta Ruiz", "marta@example.com", (null, Role.Administrator));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task No_more_is_given_away_than_there_is()
    {
        await Save(_house, _telcom, 70);
        var refusal = await Assert.ThrowsAsync<Refusal>(() => Save(_house, _iberluz, 31));
        Assert.Equal(("client.shares", "31", 30, nameof(ClientForm.Share)), (refusal.Code, refusal.Args[0], refusal.Args[1], refusal.Field));
        Assert.Null(await Share(_iberluz));

        await Save(_house, _iberluz, 30);
        Assert.Equal(30, await Share(_iberluz));
    }

    [Fact]
    public async Task Of_two_who_give_away_the_same_at_once_one_is_refused()
    {
        var attempts = await Task.WhenAll(new[] { _iberluz, _telcom }.Select(async company =>
        {
            try
            {
                await Save(_house, company, 60);
                return "saved";
            }
            catch (Refusal refusal)
            {
                return refusal.Code;
            }
        }));
        Assert.Equal(["client.shares", "saved"], attempts.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_administers_one_client_neither_sets_its_share_nor_learns_what_the_others_have()
    {
        await Save(_house, _telcom, 70);
        var own = await Company.Person(_workbench, "Ana Ferrer", "ana@example.com", (_iberluz.Id, Role.Administrator));
        foreach (var share in new[] { 1, 31, 100 })
        {
            Assert.Equal("access.denied", (await Assert.ThrowsAsync<Refusal>(() => Save(own, _iberluz, share))).Code);
        }

        await Save(own, _iberluz, null, "Iberluz Comercializadora");
        Assert.Null(await Share(_iberluz));
    }

    private Task Save(Person person, Company company, int? share, string? name = null) => Company.As(_workbench, person.Id, async services =>
    {
        var seen = (await services.GetRequiredService<ClientDetails>().Find(company.Id))!;
        seen.Values.Share = share;
        seen.Values.Name = name ?? seen.Values.Name;
        await services.GetRequiredService<SaveClient>().Run(company.Id, seen.Values, seen.Version);
    });

    private async Task<int?> Share(Company company)
    {
        int? share = null;
        await company.Write(async db => share = await db.Clients.Where(c => c.Id == company.Id).Select(c => c.Share).SingleAsync());
        return share;
    }
}
