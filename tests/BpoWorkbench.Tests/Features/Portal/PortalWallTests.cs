using System.IO.Compression;
using System.Net;
using BpoWorkbench.Features.Portal;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Portal;

/// <summary>Nothing of another company, and nothing of a queue that is not shown, by any route of the portal.</summary>
public sealed class PortalWallTests : IAsyncLifetime
{
    private static readonly PortalFilter Everything = new(null, null, null, null, null, null);

    private Workbench? _workbench;
    private PortalFloor _floor = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start();
        _floor = await PortalFloor.Start(_workbench);
    }

    public async Task DisposeAsync() => await _workbench!.DisposeAsync();

    [Fact]
    public Task The_list_is_ones_own() => BothWays(async (services, own, other) =>
    {
        var items = services.GetRequiredService<PortalItems>();
        var page = await items.Page(null, Everything, 1, default);

        Assert.Equal(own.Items.Order(), page!.Rows.Select(r => r.Id).Order());
        Assert.Equal(own.Name, page.Client.Name);
        Assert.Equal([own.Name], page.Mine.Select(c => c.Name));
        Assert.Equal([own.Shown.Id], page.Queues.Select(q => q.Id));
        Assert.Null(await items.Page(other.Company.Id, Everything, 1, default));
    });

    [Fact]
    public Task No_filter_leads_to_another_company_or_a_hidden_queue() => BothWays(async (services, own, other) =>
    {
        var items = services.GetRequiredService<PortalItems>();
        async Task<long> Count(PortalFilter filter) => (await items.Page(own.Company.Id, filter, 1, default))!.Total;

        Assert.Equal(1, await Count(Everything with { Q = $"maria {own.Code}" }));
        Assert.Equal(3, await Count(Everything with { Queue = own.Shown.Id }));
        Assert.Equal(0, await Count(Everything with { Q = $"maria {other.Code}" }));
        Assert.Equal(0, await Count(Everything with { Q = $"oculta {own.Code}" }));
        Assert.Equal(0, await Count(Everything with { Q = PortalFloor.InternalNote }));
        Assert.Equal(0, await Count(Everything with { Queue = other.Shown.Id }));
        Assert.Equal(0, await Count(Everything with { Queue = own.Hidden.Id }));
    });

    [Fact]
    public Task An_item_is_reached_by_its_id_only_where_it_is_shown() => BothWays(async (services, own, other) =>
    {
        var items = services.GetRequiredService<PortalItems>();

        Assert.Equal(own.Name, (await items.One(own.Items[0], default))!.Client.Name);
        Assert.Null(await items.One(other.Items[0], default));
        Assert.Null(await items.One(own.Secret, default));
    });

    [Fact]
    public Task Figures_are_those_of_ones_own_shown_queues() => BothWays(async (services, own, other) =>
    {
        var overview = services.GetRequiredService<PortalOverview>();
        var today = await overview.Read(null, default);

        Assert.Equal([own.Shown.Id], today!.Queues.Select(q => q.Id));
        Assert.Equal((2, 1), (today.Total.Open, today.Total.Finished));
        Assert.Equal(1, today.Days.Sum(d => d.Done));
        Assert.Equal(3, today.Days.Sum(d => d.Received));
        Assert.Null(await overview.Read(other.Company.Id, default));
    });

    [Theory]
    [InlineData("xlsx")]
    [InlineData("csv")]
    public async Task A_download_holds_what_the_list_shows_and_nothing_else(string format)
    {
        foreach (var (own, other) in new[] { (_floor.Iberluz, _floor.Segur), (_floor.Segur, _floor.Iberluz) })
        {
            using var caller = await _floor.Caller(own.Reader);
            var text = await Text(caller, $"/portal/export?format={format}");

            Assert.Contains($"María {own.Code}", text, StringComparison.Ordinal);
            foreach (var foreign in new[] { other.Name, $"{other.Code}-1", $"Oculta {own.Code}", PortalFloor.InternalNote, PortalFloor.Agent, "test.reason" })
            {
                Assert.DoesNotContain(foreign, text, StringComparison.Ordinal);
            }

            Assert.Contains("1.234,56", text.Replace("1234.56", "1.234,56", StringComparison.Ordinal).Replace("1234,56", "1.234,56", StringComparison.Ordinal)
                + await Text(caller, $"/portal/export?format=csv&queue={own.Shown.Id}").ContinueWith(t => t.Result.Replace("1234,56", "1.234,56", StringComparison.Ordinal)), StringComparison.Ordinal);
            Assert.DoesNotContain($"{other.Code}-1", await Text(caller, $"/portal/export?format={format}&queue={other.Shown.Id}"), StringComparison.Ordinal);
            Assert.DoesNotContain("Oculta", await Text(caller, $"/portal/export?format={format}&queue={own.Hidden.Id}"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.NotFound, (await caller.GetAsync(new Uri($"/portal/export?format={format}&client={other.Company.Id}", UriKind.Relative))).StatusCode);
        }
    }

    [Theory]
    [InlineData("from=0001-01-01")]
    [InlineData("to=9999-12-31")]
    [InlineData("from=9999-12-31&to=0001-01-01")]
    [InlineData("q=%00%25_%27")]
    [InlineData("outcome=%00")]
    public async Task A_filter_typed_by_hand_is_answered_whatever_it_says(string typed)
    {
        using var caller = await _floor.Caller(_floor.Iberluz.Reader);
        Assert.Equal(HttpStatusCode.OK, (await caller.GetAsync(new Uri($"/portal/export?format=csv&{typed}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task A_download_is_for_those_who_may_see_the_portal()
    {
        using var nobody = _floor.Workbench.NewClient();
        using var agent = await _floor.Caller(_floor.Iberluz.Agent);
        using var reader = await _floor.Caller(_floor.Iberluz.Reader);
        var address = new Uri("/portal/export?format=csv", UriKind.Relative);

        Assert.Equal(HttpStatusCode.Redirect, (await nobody.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await agent.GetAsync(address)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync(address)).StatusCode);
    }

    [Fact]
    public async Task What_looks_like_a_formula_goes_out_as_text()
    {
        using var caller = await _floor.Caller(_floor.Iberluz.Reader);

        var csv = await Text(caller, "/portal/export?format=csv");
        var xlsx = await Text(caller, "/portal/export?format=xlsx");

        Assert.Contains("\"'=HYPERLINK(\"\"http://IBL\"\")\"", csv, StringComparison.Ordinal);
        Assert.StartsWith("\uFEFF", csv, StringComparison.Ordinal);
        Assert.Contains("""t="inlineStr"><is><t xml:space="preserve">=HYPERLINK""", xlsx, StringComparison.Ordinal);
        Assert.DoesNotContain("<f>", xlsx, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_has_two_companies_chooses_between_them()
    {
        var both = await Company.Person(_floor.Workbench, "Dos", "dos@example.com", (_floor.Iberluz.Company.Id, Role.PortalReader), (_floor.Segur.Company.Id, Role.PortalReader));
        await _floor.Workbench.Services.GetRequiredService<ScopedWork>().AsPerson(both.Id, async services =>
        {
            var overview = services.GetRequiredService<PortalOverview>();
            Assert.Equal("Iberluz", (await overview.Read(null, default))!.Client.Name);
            Assert.Equal("SegurNorte", (await overview.Read(_floor.Segur.Company.Id, default))!.Client.Name);
            Assert.Equal("SegurNorte", (await overview.Read(null, default))!.Client.Name);
            Assert.Equal(_floor.Segur.Items.Order(), (await services.GetRequiredService<PortalItems>().Page(null, Everything, 1, default))!.Rows.Select(r => r.Id).Order());
        });
    }

    // Each for the other, so that what one does not find is there for who may see it.
    private async Task BothWays(Func<IServiceProvider, Side, Side, Task> attempt)
    {
        foreach (var (own, other) in new[] { (_floor.Iberluz, _floor.Segur), (_floor.Segur, _floor.Iberluz) })
        {
            await _floor.Workbench.Services.GetRequiredService<ScopedWork>().AsPerson(own.Reader.Id, services => attempt(services, own, other));
        }
    }

    private static async Task<string> Text(HttpClient caller, string address)
    {
        var answer = await caller.GetAsync(new Uri(address, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var bytes = await answer.Content.ReadAsByteArrayAsync();
        if (address.Contains("csv", StringComparison.Ordinal))
        {
            return System.Text.Encoding.UTF8.GetString(bytes);
        }

        await using var archive = new ZipArchive(new MemoryStream(bytes));
        using var sheet = new StreamReader(archive.GetEntry("xl/worksheets/sheet1.xml")!.Open());
        return await sheet.ReadToEndAsync();
    }
}
