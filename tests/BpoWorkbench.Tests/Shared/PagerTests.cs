using BpoWorkbench.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Shared;

public sealed class PagerTests : ComponentTest
{
    [Fact]
    public void It_says_which_rows_of_how_many()
    {
        var pager = Show(page: 3, total: 1284);
        Assert.Contains("101–150 de 1.284", pager.Markup, StringComparison.Ordinal);
        Assert.Contains("página 3 de 26", pager.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void The_last_page_ends_at_the_last_row() => Assert.Contains("1.251–1.284 de 1.284", Show(page: 26, total: 1284).Markup, StringComparison.Ordinal);

    [Fact]
    public void A_page_past_the_end_is_the_last() => Assert.Contains("1.251–1.284 de 1.284", Show(page: 99, total: 1284).Markup, StringComparison.Ordinal);

    [Fact]
    public void The_links_keep_the_filters_and_the_first_page_has_no_number()
    {
        Services.GetRequiredService<NavigationManager>().NavigateTo("/items?q=pons&page=2");
        var links = Show(page: 2, total: 1284).FindAll("a").Select(link => new Uri(link.GetAttribute("href")!).Query);
        Assert.Equal(["?q=pons", "?q=pons&page=3"], links);
    }

    [Fact]
    public void One_page_has_nowhere_to_go() => Assert.Empty(Show(page: 1, total: 50).FindAll("a"));

    [Fact]
    public void No_rows_no_pager() => Assert.Equal("", Show(page: 1, total: 0).Markup.Trim());

    private IRenderedComponent<Pager> Show(int page, long total) => Render<Pager>(p => p.Add(x => x.Page, page).Add(x => x.Total, total));
}
