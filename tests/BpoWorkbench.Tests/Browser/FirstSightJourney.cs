using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

public sealed class FirstSightJourney(Chromium chromium) : BrowserTest(chromium)
{
    public static TheoryData<string, bool, string> Looks => new()
    {
        { "/", false, "es-ES" }, { "/", true, "en-GB" }, { "/about/look", false, "en-GB" }, { "/about/look", true, "es-ES" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_page_is_live_readable_and_in_the_visitors_language(string path, bool dark, string language)
    {
        var workbench = await StartWorkbench(new() { Environment = "Development" });
        var page = await Open(new Uri(workbench.Address, path), Screen.Laptop with { Dark = dark, Language = language });

        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
        await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("."));
        Assert.Equal(language[..2], await page.Locator("html").GetAttributeAsync("lang"));
        await AssertAccessible(page);
    }
}
