using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Wallboard;

/// <summary>A morning at a contact centre: three clients, one with awkward names, and six agents of whom some are there.</summary>
internal sealed class BusyFloor(Workbench workbench)
{
    /// <summary>Without its schedule, which would touch what is being played.</summary>
    public static readonly WorkbenchSetup Setup = new() { Scheduled = false };

    private readonly Dictionary<long, long> _owners = [];

    /// <summary>Items that an agent has on screen.</summary>
    public List<long> InHand { get; } = [];

    public List<Company> Companies { get; } = [];

    public List<Queue> Queues { get; } = [];

    public static async Task<BusyFloor> Open(Workbench workbench)
    {
        var floor = new BusyFloor(workbench);
        await floor.Fill(workbench.Services.GetRequiredService<TimeProvider>().Now());
        return floor;
    }

    /// <summary>As its agent would, from a browser of their own.</summary>
    public Task Finish(long item) => workbench.Services.GetRequiredService<ScopedWork>().AsPerson(_owners[item], async services =>
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var queue = await db.WorkItems.Where(i => i.Id == item).Select(i => i.QueueId).SingleAsync();
        var outcome = await db.Dispositions.SingleAsync(d => d.QueueId == queue && d.Code == "OK");
        await services.GetRequiredService<FinishItem>().Run(item, new Outcome(outcome.Id));
    });

    private async Task Fill(DateTime now)
    {
        // Not a secret: the same floor every time.
        var random = new Random(3);
        var iberluz = await Add("Iberluz", "IBL", "#0f7b6c");
        var seguros = await Add("SegurNorte Compañía de Seguros y Reaseguros Generales, S.A.", "SEG", "#b4412b");
        var telco = await Add("Telecom Canarias", "TCN", "#7a4bbf", "Atlantic/Canary");
        (Company Company, string Name, TimeSpan Target, bool Campaign, int Items)[] queues =
        [
            (iberluz, "Facturación", TimeSpan.FromHours(4), false, 60), (iberluz, "Altas y cambios de titular", TimeSpan.FromHours(8), false, 34),
            (iberluz, "Documentación pendiente", TimeSpan.FromDays(9), true, 140), (seguros, "Siniestros", TimeSpan.FromHours(2), false, 45),
            (seguros, "Renovación de pólizas de hogar y comunidades de propietarios 2026", TimeSpan.FromDays(5), true, 80), (telco, "Averías", TimeSpan.FromMinutes(90), false, 40),
            (telco, "Bajas", TimeSpan.FromHours(6), false, 0),
        ];
        var team = new Team("Turno de mañana");
        var agents = new List<Person>();
        long[] all = [iberluz.Id, seguros.Id, telco.Id];
        foreach (var (name, i) in new[] { "Ana Beltrán", "Bruno Casas", "Carmen Díaz", "Diego Estévez", "Elena María de los Ángeles Fernández-Villaverde y Ruiz", "Félix Gil" }.Select((n, i) => (n, i)))
        {
            agents.Add(await Company.Person(workbench, name, $"agente{i}@example.com", [.. (i == 5 ? all[2..] : all[..2]).Select(c => (c, Role.Agent))]));
        }

        await Company.Person(workbench, "Sonia Herrero", "supervisora@example.com", [.. all.Select(c => (c, Role.Supervisor))]);
        await Company.AsSystem(workbench, async db =>
        {
            team.Members.AddRange(agents.Take(4).Select(a => new TeamMember(a.Id)));
            db.Teams.Add(team);
            await db.SaveChangesAsync();
        });
        foreach (var agent in agents.Take(4))
        {
            await workbench.Services.GetRequiredService<ScopedWork>().AsPerson(agent.Id, services => services.GetRequiredService<SeeAgent>().Run(true));
        }

        foreach (var (company, name, target, campaign, items) in queues)
        {
            var queue = await company.Queue(name, target: target, campaign: campaign);
            Queues.Add(queue);
            await company.Write(async db => db.Set<QueueMember>().AddRange(agents.Select(a => QueueMember.Person(db.Attach(queue).Entity, a.Id))));
            await Play(random, company, queue, items, agents, now);
        }
    }

    private async Task Play(Random random, Company company, Queue queue, int items, List<Person> agents, DateTime now)
    {
        var starts = new[] { now.Date.AddHours(7), now.Date.AddDays(-7).AddHours(7) };
        foreach (var start in starts.Where(s => s < now))
        {
            var today = start == starts[0];
            var length = today ? now - start : TimeSpan.FromHours(11);
            await company.Write(async db =>
            {
                var known = await db.Queues.Include(q => q.Policies).Include(q => q.Dispositions).SingleAsync(q => q.Id == queue.Id);
                Lane? lane = null;
                await db.Write(async () => lane = await Lanes.For(db, company.Id, queue.Id, Band.Normal));
                for (var i = 0; i < items; i++)
                {
                    var at = Moment.Cut(start + (length * random.NextDouble() * .95));
                    var item = WorkItem.Receive(known, lane!, at, $"{queue.Id}-{start:dd}-{i}", $"Gestión {queue.Id}-{i}", [], null, null);
                    db.WorkItems.Add(item);
                    var agent = agents[random.Next(4)].Id;
                    if (today ? random.Next(3) == 0 : random.Next(20) > 0)
                    {
                        item.Claim(agent, "{}", at);
                        item.Open(agent, at.AddMinutes(1));
                        item.Complete(known.Dispositions.Single(d => d.Code == "OK"), null, agent, null, null, at.AddMinutes(random.Next(2, 9)));
                    }
                    else if (random.Next(8) == 0)
                    {
                        item.Claim(agent, "{}", at);
                        if (random.Next(2) == 0)
                        {
                            item.WaitUntil(agent, now.AddHours(3), WaitingOn.Customer, null, at);
                        }
                    }
                }
            });
        }

        // Two have something of this client on screen.
        foreach (var agent in agents.Take(2).Where(_ => items > 0 && InHand.Count < 2))
        {
            var id = (await company.Receive(queue, now.AddMinutes(-12), ($"{queue.Id}-hand-{agent.Id}", $"En curso {agent.Id}", []))).Single();
            await company.Write(async db =>
            {
                var item = await db.WorkItems.SingleAsync(w => w.Id == id);
                item.Claim(agent.Id, "{}", now.AddMinutes(-6));
                item.Open(agent.Id, now.AddMinutes(-4));
            });
            _owners[id] = agent.Id;
            InHand.Add(id);
        }
    }

    private async Task<Company> Add(string name, string code, string colour, string zone = "Europe/Madrid")
    {
        var company = await Company.Add(workbench, name, code, zone);
        await company.Write(async db => (await db.Clients.SingleAsync(c => c.Id == company.Id)).Colour = colour);
        Companies.Add(company);
        return company;
    }
}
