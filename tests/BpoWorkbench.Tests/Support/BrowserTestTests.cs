using Microsoft.Playwright;
using Xunit.Sdk;

namespace BpoWorkbench.Tests.Support;

/// <summary>The alarms that every browser test relies on do ring.</summary>
[Trait("Database", "Sqlite")]
[Collection(nameof(Chromium))]
public sealed class BrowserTestTests(Chromium chromium)
{
    [Theory]
    [InlineData("console.error('it broke')")]
    [InlineData("setTimeout(() => { throw new Error('it broke') })")]
    public async Task A_test_whose_page_logs_an_error_fails(string script)
    {
        await using var workbench = await Workbench.Start();
        var test = new Probe(chromium);
        var page = await test.OpenHome(workbench);

        await page.EvaluateAsync(script);
        await page.EvaluateAsync("new Promise(done => setTimeout(done, 50))");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(test.DisposeAsync);
        Assert.Contains("it broke", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_a_screen_reader_cannot_read_is_found()
    {
        await using var workbench = await Workbench.Start();
        var test = new Probe(chromium) { Expected = "" };
        var page = await test.OpenHome(workbench);

        await page.SetContentAsync("<html lang='es'><title>Prueba</title><main><h1>Prueba</h1><button>Guardar</button></main></html>");
        await Probe.Check(page);
        await page.SetContentAsync("<html lang='es'><title>Prueba</title><main><h1>Prueba</h1><button></button></main></html>");

        var failure = await Assert.ThrowsAnyAsync<XunitException>(() => Probe.Check(page));
        Assert.Contains("button-name", failure.Message, StringComparison.Ordinal);
        await test.DisposeAsync();
    }

    private sealed class Probe(Chromium chromium) : BrowserTest(chromium)
    {
        /// <summary>Errors with this in them are part of the probe; the empty text is in all of them.</summary>
        public string Expected { init => ExpectedErrors.Add(value); }

        public static Task Check(IPage page) => AssertAccessible(page);

        public Task<IPage> OpenHome(Workbench workbench) => Open(workbench.Address);
    }
}
