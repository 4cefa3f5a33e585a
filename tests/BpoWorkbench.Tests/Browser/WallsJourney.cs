using System.Reflection;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>
/// The wall between clients, at every page: the people of one company open each page with the ids of another in its address, in a real
/// browser, and nothing of the other is shown or sent. Someone of its own opens the same address and finds it; there, with something on
/// it, and on the pages that show nothing of any company, axe finds nothing serious, light or dark.
/// </summary>
public sealed class WallsJourney(Chromium chromium, TwoCompanies companies) : BrowserTest(chromium), IClassFixture<TwoCompanies>
{
    [Fact]
    public void Every_page_has_a_case()
    {
        var routes = typeof(Program).Assembly.GetTypes().SelectMany(t => t.GetCustomAttributes<RouteAttribute>()).Select(r => r.Template).ToList();
        var cases = PageCases.Owned.Keys.Concat(PageCases.Nobodys.Keys.Select(address => address.Split('?')[0])).ToList();

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
            var seesOwn = false;
            foreach (var address in PageCases.Owned.Values.SelectMany(page => page.Addresses(other)).Concat(PageCases.Nobodys.Keys))
            {
                await walk.Go(address);
                seesOwn |= walk.Received(own.Marker);
                if (await walk.Shows(other.Marker) || walk.Received(other.Marker))
                {
                    found.Add($"{address} shows {someone.Role} what is {other.Marker}'s");
                }
            }

            Assert.True(seesOwn, "what the server sends is not seen");
            return found;
        }));

        Assert.True(leaks.All(found => found.Count == 0), string.Join('\n', leaks.SelectMany(found => found)));
    }

    [Fact]
    public async Task Each_page_shows_its_own_company_what_the_other_was_refused_and_can_be_used_by_everyone()
    {
        ExpectedErrors.Add("404");
        var other = companies.Other;
        var faults = await Task.WhenAll(PageCases.Owned.Values.GroupBy(page => page.Owner).Select(async pages =>
        {
            var walk = await Walked(pages.Key is null ? companies.House : other.People.Single(p => p.Role == pages.Key).Person);
            List<string> found = [];
            HashSet<string> seen = [];
            foreach (var address in pages.SelectMany(page => page.Addresses(other)))
            {
                await walk.Go(address);
                if (!await walk.Page.Locator("main").EvaluateAsync<bool>(
                    "(main, text) => (main.outerHTML + [...main.querySelectorAll('input, textarea')].map(i => i.value).join(' ')).toLowerCase().includes(text.toLowerCase())", other.Marker))
                {
                    found.Add($"{address} does not show {pages.Key?.ToString() ?? "the house"} what is their own: that others do not see it proves nothing");
                }

                if (seen.Add(View(address)))
                {
                    await Examine(walk.Page, address, found);
                }
            }

            return found;
        }).Append(Pages(await Walked(companies.House), PageCases.Nobodys.Keys.Where(address => !IsAccount(address))))
          .Append(Pages(Walk.As(await Open(new Uri(companies.Workbench.Address, "/account/sign-in"))), PageCases.Nobodys.Keys.Where(IsAccount))));

        Assert.True(faults.All(found => found.Count == 0), string.Join('\n', faults.SelectMany(found => found)));
    }

    private async Task<List<string>> Pages(Walk walk, IEnumerable<string> addresses)
    {
        List<string> found = [];
        foreach (var address in addresses)
        {
            await walk.Go(address);
            await Examine(walk.Page, address, found);
        }

        return found;
    }

    private async Task Examine(IPage page, string address, List<string> found)
    {
        if (await Record.ExceptionAsync(() => AssertAccessible(page)) is { } finding)
        {
            found.Add($"{address}: {finding.Message}");
        }
    }

    // The same page with another filter is the same to look at; another tab or a draft is not.
    private static string View(string address) => address.Contains("tab=", StringComparison.Ordinal) || address.Contains("draft=", StringComparison.Ordinal) ? address : address.Split('?')[0];

    // Pages of coming in, as somebody sees them who has not.
    private static bool IsAccount(string address) => address.StartsWith("/account/", StringComparison.Ordinal);

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

            await Patience.Until(async () => await Figures(theirs) != before, () => $"{address} did not move for those it concerns");

            Assert.Equal(figures, await Figures(mine));
            Assert.False(mine.Received(other.Marker));
        }
    }

    // Whole numbers only: ages grow by themselves.
    private static async Task<string> Figures(Walk walk) => string.Join(' ', System.Text.RegularExpressions.Regex.Matches(
        await walk.Page.Locator("main").InnerTextAsync(), @"(?<![\d:,.])\d+(?![\d:,.%]| ?[hms]| min)").Select(m => m.Value));

    private async Task<Walk> Walked(Person person) => await Walk.As(companies.Workbench, person, await Open(new Uri(companies.Workbench.Address, "/account/denied")));
}
