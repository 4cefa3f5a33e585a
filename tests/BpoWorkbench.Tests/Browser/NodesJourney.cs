using System.Globalization;
using BpoWorkbench.Features.People;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Features.Wallboard;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Browser;

/// <summary>A page on one node, while things happen on another.</summary>
[Trait("Database", "Postgres")]
public sealed class NodesJourney(Chromium chromium) : BrowserTest(chromium)
{
    [PostgresFact]
    public async Task A_board_moves_and_a_grant_is_gone_whichever_node_it_happens_on()
    {
        var here = await StartWorkbench(BusyFloor.Setup);
        var there = await StartWorkbench(BusyFloor.Setup with { DataDirectory = here.DataDirectory });
        var floor = await BusyFloor.Open(there);
        var administrator = await Company.Person(there, "Marta", "marta@example.com", (null, Role.Administrator));
        var page = await OpenAs(here, "supervisora@example.com", "/wallboard");
        var done = page.Locator(".board .total .board-figure").Nth(5);
        var opening = await Patience.Timed(async () =>
        {
            await page.Visit("/wallboard");
            await done.WaitForAsync();
        });
        var before = int.Parse(await done.InnerTextAsync(), CultureInfo.InvariantCulture);

        await floor.Finish(floor.InHand[0]);

        await Patience.ByItself(() => Assertions.Expect(done).ToHaveTextAsync((before + 1).ToString(CultureInfo.InvariantCulture)), opening);
        var rows = await page.Locator(".board tbody tr").CountAsync();
        await Take(there, administrator, "supervisora@example.com", floor.Companies[0].Id);
        await Assertions.Expect(page.Locator(".board tbody tr").Nth(rows - 1)).ToHaveCountAsync(0);
    }

    private static async Task Take(Workbench node, Person administrator, string email, long client)
    {
        var person = 0L;
        await Company.AsSystem(node, async db => person = await db.Users.Where(p => p.Email == email).Select(p => p.Id).SingleAsync());
        await Company.As(node, administrator.Id, services => services.GetRequiredService<SetGrant>().Run(person, client, Role.Supervisor, false));
    }
}
