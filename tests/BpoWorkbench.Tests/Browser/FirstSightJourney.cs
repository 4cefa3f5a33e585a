using BpoWorkbench.Tests.Support;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

public sealed class FirstSightJourney(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task A_page_is_live_readable_and_in_the_visitors_language()
    {
        // The page of shared components shows what failing looks like.
        ExpectedErrors.Add("On purpose");
        var workbench = await StartWorkbench(new() { Environment = "Development", Settings = { ["Demonstration:Enabled"] = "false" } });
        foreach (var (path, language) in new[] { ("/", "es-ES"), ("/", "en-GB"), ("/about/look", "es-ES"), ("/about/look", "en-GB") })
        {
            var page = await Open(new Uri(workbench.Address, path), Screen.Laptop with { Language = language });

            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToBeVisibleAsync();
            await Assertions.Expect(page).ToHaveTitleAsync(new System.Text.RegularExpressions.Regex("."));
            Assert.Equal(language[..2], await page.Locator("html").GetAttributeAsync("lang"));
            await AssertAccessible(page);
        }
    }
}
