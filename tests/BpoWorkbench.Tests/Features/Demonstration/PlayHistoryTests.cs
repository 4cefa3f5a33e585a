using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Demonstration;
using BpoWorkbench.Features.Figures;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Demonstration;

/// <summary>The demonstration as it is founded on a Wednesday afternoon.</summary>
public sealed class Founded : IAsyncLifetime
{
    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 25, 15, 30, 0, TimeSpan.Zero));

    internal Workbench Workbench { get; private set; } = null!;

    public async Task InitializeAsync() =>
        Workbench = await Workbench.Start(new() { Time = Clock, Environment = "Development", Settings = { ["Demonstration:Simulation"] = "false" }, Scheduled = false });

    public async Task DisposeAsync() => await Workbench.DisposeAsync();
}

// The story is told the same to every database.
[Trait("Database", "Sqlite")]
public sealed class PlayHistoryTests(Founded demonstration) : IClassFixture<Founded>
{
    // In so many days the dice give some key twice.
    private const int Days = 150;

    [Fact]
    public async Task The_demonstration_starts_again_whatever_day_it_is_and_however_long_it_has_been_there()
    {
        var workbench = demonstration.Workbench;
        var queue = workbench.Services.GetServices<DemonstrationQueue>().First();
        await workbench.Services.GetRequiredService<ScopedWork>().AsSystem(async services =>
        {
            var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
            var now = demonstration.Clock.Now();
            await new PlayHistory(dbs, [queue]).Run(now, now.AddDays(Days), default);

            await using var db = await dbs.CreateDbContextAsync();
            Assert.True(await db.WorkItems.CountAsync(i => i.Queue!.Name == queue.Name && i.ReceivedAt > now) > Days);
        });
    }

    [Fact]
    public async Task The_agents_of_the_demonstration_were_at_work_as_long_as_what_they_did_asks_for()
    {
        var workbench = demonstration.Workbench;
        var supervisor = await Company.PersonAt(workbench, "supervisor@demo.example");
        await Company.As(workbench, supervisor.Id, async services =>
        {
            var sheet = await services.GetRequiredService<FigureReport>().Read(new FigureQuery { By = FigureBy.Agent, Period = FigurePeriod.Days });
            Assert.NotEmpty(sheet.Rows);
            Assert.All(sheet.Rows.Append(sheet.Total), row =>
            {
                Assert.InRange(row.Now.Occupancy!.Value!.Value, .55, .9);
                Assert.InRange(row.Now.Hours!.Utilisation.Value!.Value, .6, .99);
                Assert.InRange(row.Now.PerHour!.Value, 2, 15);
            });
        });
    }
}
