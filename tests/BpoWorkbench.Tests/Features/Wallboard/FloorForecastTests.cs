using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Wallboard;

public sealed class FloorForecastTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task The_board_foretells_what_will_be_late_from_what_is_there_what_is_usual_and_who_is_there()
    {
        await using var workbench = await Workbench.Start(BusyFloor.Setup with { Time = _clock });
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        var queue = await company.Queue("Altas", target: TimeSpan.FromHours(2));
        var fresh = await company.Queue("Bajas");
        var ana = await Company.Person(workbench, "Ana", "ana@example.com", (company.Id, Role.Agent));
        var supervisor = await Company.Person(workbench, "Sonia", "sonia@example.com", (company.Id, Role.Supervisor));
        await company.Write(async db => db.Set<QueueMember>().Add(QueueMember.Person(await db.Queues.SingleAsync(q => q.Id == queue.Id), ana.Id)));
        var now = _clock.Now();
        // On two Fridays four arrived at this hour, each of which took three minutes.
        foreach (var friday in new[] { now.AddDays(-14).AddMinutes(30), now.AddDays(-7).AddMinutes(30) })
        {
            foreach (var item in await company.Receive(queue, friday, Enumerable.Range(0, 4).Select(i => ($"{friday:dd}-{i}", "A", new Dictionary<string, string>()))))
            {
                await company.Complete(item, "OK", ana.Id, friday);
            }
        }

        await company.Receive(queue, now, Enumerable.Range(0, 100).Select(i => ($"N-{i}", "A", new Dictionary<string, string>())));

        // Nobody is there: all hundred, and the four that will come.
        var risk = await Risk(queue.Id);
        Assert.Equal((104, 104, 0, 100), (risk.Risk!.Due, risk.Risk.Late, risk.People, risk.Open));

        // Twenty an hour: forty-five of them by the end of the quarter in which they are due, and the four come after the rest.
        await See(true);
        risk = await Risk(queue.Id);
        Assert.Equal((104, 80, 1), (risk.Risk!.Due, Math.Round(risk.Risk.Capacity, 6), risk.People));
        Assert.Equal(59, risk.Risk.Late, 6);
        Assert.Equal(TimeSpan.FromMinutes(3), risk.HandleTime);

        Assert.Null((await Risk(fresh.Id)).Risk);

        Task See(bool there) => Company.As(workbench, ana.Id, services => services.GetRequiredService<SeeAgent>().Run(there));

        async Task<QueueRisk> Risk(long of)
        {
            QueueRisk? found = null;
            await Company.As(workbench, supervisor.Id, async services =>
                found = (await services.GetRequiredService<FloorBoard>().Read(null)).Clients.SelectMany(c => c.Queues).Single(q => q.Id == of).Risk);
            return found!;
        }
    }
}
