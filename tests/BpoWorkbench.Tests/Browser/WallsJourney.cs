using System.Reflection;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Components;

namespace BpoWorkbench.Tests.Browser;

/// <summary>
/// The wall between clients, at every page: the people of one company open each page with the ids of another in its address, in a real
/// browser, and nothing of the other is shown or sent. Someone of its own opens the same address and finds it.
/// </summary>
public sealed class WallsJourney(Chromium chromium, TwoCompanies companies) : BrowserTest(chromium), IClassFixture<TwoCompanies>
{
    /// <summary>A page: who of its own company finds it there (null: only an administrator of the whole centre, who sees every client), and the addresses that lead to what is a company's.</summary>
    private sealed record Case(Role? Owner, Func<WalledCompany, string[]> Addresses);

    private static readonly Dictionary<string, Case> Cases = new(StringComparer.Ordinal)
    {
        ["/account"] = new(Role.Agent, _ => ["/account"]),
        ["/clients"] = new(Role.Administrator, c => ["/clients", $"/clients?q={c.Marker[..4]}"]),
        ["/clients/{Id:long}"] = new(Role.Administrator, c => [$"/clients/{c.Id}"]),
        ["/desk"] = new(Role.Agent, c => [$"/desk?item={c.Held.Id}"]),
        ["/items"] = new(Role.Supervisor, c => ["/items", $"/items?client={c.Id}", $"/items?client={c.Id}&queue={c.Queue.Id}&q={WalledCompany.CommonWord}", $"/items?person={c.Agent.Id}"]),
        ["/items/{Id:long}"] = new(Role.Supervisor, c => [$"/items/{c.Held.Id}", $"/items/{c.Done.Id}"]),
        ["/people"] = new(Role.Administrator, c => ["/people", $"/people?client={c.Id}"]),
        ["/people/invite"] = new(Role.Administrator, c => [$"/people/invite?client={c.Id}"]),
        ["/people/teams"] = new(null, _ => ["/people/teams"]),
        ["/people/{Id:long}"] = new(Role.Administrator, c => [$"/people/{c.Agent.Id}", $"/people/{c.PortalAdministrator.Id}"]),
        ["/portal"] = new(Role.PortalAdministrator, c => ["/portal", $"/portal?client={c.Id}"]),
        ["/portal/items"] = new(Role.PortalAdministrator, c => [$"/portal/items?client={c.Id}", $"/portal/items?queue={c.Queue.Id}&q={WalledCompany.CommonWord}"]),
        ["/portal/items/{Id:long}"] = new(Role.PortalAdministrator, c => [$"/portal/items/{c.Held.Id}", $"/portal/items/{c.Done.Id}"]),
        ["/portal/people"] = new(Role.PortalAdministrator, c => [$"/portal/people?client={c.Id}"]),
        ["/portal/people/{Id:long}"] = new(Role.PortalAdministrator, c => [$"/portal/people/{c.PortalAdministrator.Id}"]),
        ["/portal/today"] = new(Role.PortalAdministrator, c => [$"/portal/today?client={c.Id}"]),
        ["/queues"] = new(Role.Supervisor, c => ["/queues", $"/queues?client={c.Id}"]),
        ["/queues/new"] = new(Role.Supervisor, c => [$"/queues/new?client={c.Id}"]),
        ["/queues/{Id:long}"] = new(Role.Supervisor, c =>
            [$"/queues/{c.Queue.Id}", .. new[] { "settings", "fields", "outcomes", "policy", "members" }.Select(tab => $"/queues/{c.Queue.Id}?tab={tab}")]),
        ["/queues/{Id:long}/new"] = new(Role.Supervisor, c => [$"/queues/{c.Queue.Id}/new"]),
        ["/settings/outbox"] = new(null, _ => ["/settings/outbox"]),
        ["/wallboard"] = new(Role.Supervisor, c => ["/wallboard", $"/wallboard?client={c.Id}"]),
        ["/wallboard/tv"] = new(Role.Supervisor, c => [$"/wallboard/tv?client={c.Id}"]),
    };

    /// <summary>Pages that show nothing of any client, to whomever; they are walked all the same.</summary>
    private static readonly Dictionary<string, string> ShowNone = new(StringComparer.Ordinal)
    {
        ["/"] = "sends everyone on to where their day begins",
        ["/about/look"] = "the components, with made-up data",
        ["/account/denied"] = "a sentence",
        ["/account/first-run"] = "shut once there is an administrator",
        ["/account/forgot-password"] = "an empty form",
        ["/account/invitation?person=1&token=x"] = "shows who is invited only with the token from their mail",
        ["/account/reset-password?person=1&token=x"] = "likewise",
        ["/account/sign-in"] = "an empty form",
        ["/account/signed-out"] = "a sentence",
        ["/clients/new"] = "an empty form",
        ["/not-found"] = "a sentence",
        ["/people/import"] = "what one has just uploaded oneself; for the house alone",
        ["/portal/people/invite"] = "an empty form: who has one company is not asked which",
        ["/settings"] = "the mail server of the house",
        ["/settings/mail"] = "the mail server of the house",
    };

    [Fact]
    public void Every_page_has_a_case()
    {
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToList();
        var cases = Cases.Keys.Concat(ShowNone.Keys.Select(address => address.Split('?')[0])).ToList();

        Assert.Empty(routes.Except(cases).Select(route => $"no case for {route}: an address with another company's ids, or listed as showing nothing of any"));
        Assert.Empty(cases.Except(routes).Select(route => $"a case for {route}, which is not there"));
    }

    [Fact]
    public async Task No_page_shows_or_is_sent_anything_of_another_company()
    {
        ExpectedErrors.Add("404");
        ExpectedErrors.Add("403");
        var (own, other) = (companies.One, companies.Other);
        var leaks = await Task.WhenAll(own.People.Select(async someone =>
        {
            var walk = await Walked(someone.Person);
            List<string> found = [];
            foreach (var address in Cases.Values.SelectMany(page => page.Addresses(other)).Concat(ShowNone.Keys))
            {
                await walk.Go(address);
                if (await walk.Shows(other.Marker) || walk.Received(other.Marker))
                {
                    found.Add($"{address} shows {someone.Role} what is {other.Marker}'s");
                }
            }

            Assert.True(walk.Received(own.Marker), "what the server sends is not seen");
            return found;
        }));

        Assert.Empty(leaks.SelectMany(found => found));
    }

    [Fact]
    public async Task Each_page_shows_its_own_company_what_the_other_was_refused()
    {
        var other = companies.Other;
        var house = await Company.Person(companies.Workbench, "Administración de la casa", "casa@example.com", (null, Role.Administrator));
        var missing = await Task.WhenAll(Cases.Values.GroupBy(page => page.Owner).Select(async pages =>
        {
            var walk = await Walked(pages.Key is null ? house : other.People.Single(p => p.Role == pages.Key).Person);
            List<string> empty = [];
            foreach (var address in pages.SelectMany(page => page.Addresses(other)))
            {
                await walk.Go(address);
                if (!await walk.Page.Locator("main").EvaluateAsync<bool>(
                    "(main, text) => (main.outerHTML + [...main.querySelectorAll('input, textarea')].map(i => i.value).join(' ')).toLowerCase().includes(text.toLowerCase())", other.Marker))
                {
                    empty.Add($"{address} does not show {pages.Key?.ToString() ?? "the house"} what is their own: that others do not see it proves nothing");
                }
            }

            return empty;
        }));

        Assert.Empty(missing.SelectMany(empty => empty));
    }

    [Fact]
    public async Task What_happens_at_a_company_moves_only_its_own_pages()
    {
        var (own, other) = (companies.One, companies.Other);
        string[] pages = ["/wallboard", "/portal/today"];
        foreach (var (address, reader) in pages.Zip(new Func<WalledCompany, Person>[] { c => c.Supervisor, c => c.PortalAdministrator }))
        {
            var mine = await Walked(reader(own));
            var theirs = await Walked(reader(other));
            await mine.Go(address);
            await theirs.Go(address);
            var (figures, before) = (await Figures(mine), await Figures(theirs));

            await other.ReceiveOneMore();

            for (var waited = 0; await Figures(theirs) == before; waited++)
            {
                Assert.True(waited < 100, $"{address} did not move for those it concerns");
                await Task.Delay(50);
            }

            Assert.Equal(figures, await Figures(mine));
            Assert.False(mine.Received(other.Marker));
        }
    }

    // Whole numbers only: ages grow by themselves.
    private static async Task<string> Figures(Walk walk) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(
        await walk.Page.Locator("main").InnerTextAsync(), @"(?<![\d:,.])\d+(?![\d:,.%]| ?[hms]| min)").Select(m => m.Value));

    private async Task<Walk> Walked(Person person) => await Walk.As(companies.Workbench, person, await Open(new Uri(companies.Workbench.Address, "/account/denied")));
}
