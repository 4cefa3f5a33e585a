using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;

namespace BpoWorkbench.Tests.Browser;

/// <summary>Every page there is, with something on it, as someone who may see it, light and dark: axe finds nothing serious.</summary>
public sealed class AccessibilityJourney(Chromium chromium, TwoCompanies companies) : BrowserTest(chromium), IClassFixture<TwoCompanies>
{
    [Fact]
    public async Task Every_page_is_accessible()
    {
        ExpectedErrors.Add("404");
        var company = companies.Other;
        var rounds = PageCases.Owned.Values.GroupBy(page => page.Owner)
            .Select(pages => (Reader: pages.Key is null ? companies.House : company.People.Single(p => p.Role == pages.Key).Person, Addresses: pages.SelectMany(page => page.Addresses(company)).DistinctBy(View)))
            .Append((Reader: companies.House, Addresses: PageCases.Nobodys.Keys.Where(address => !IsAccount(address))))
            .Append((Reader: null!, Addresses: PageCases.Nobodys.Keys.Where(IsAccount)));
        var findings = await Task.WhenAll(rounds.Select(async round =>
        {
            var page = await Open(new Uri(companies.Workbench.Address, "/account/sign-in"));
            var walk = round.Reader is null ? Walk.As(page) : await Walk.As(companies.Workbench, round.Reader, page);
            List<string> found = [];
            foreach (var address in round.Addresses)
            {
                await walk.Go(address);
                if (await Record.ExceptionAsync(() => AssertAccessible(page)) is { } finding)
                {
                    found.Add($"{address}: {finding.Message}");
                }
            }

            return found;
        }));

        Assert.True(findings.All(found => found.Count == 0), string.Join('\n', findings.SelectMany(found => found)));
    }

    // The same page with another filter is the same to look at; another tab or a draft is not.
    private static string View(string address) => address.Contains("tab=", StringComparison.Ordinal) || address.Contains("draft=", StringComparison.Ordinal) ? address : address.Split('?')[0];

    // Pages of coming in, as somebody sees them who has not.
    private static bool IsAccount(string address) => address.StartsWith("/account/", StringComparison.Ordinal);
}
