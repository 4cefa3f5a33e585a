using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Demonstration;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>Makes the companies, people, teams and queues of the demonstration, those that are not there yet, and tops up their history.</summary>
internal sealed class SeedDemonstration(ScopedWork scoped, IEnumerable<DemonstrationQueue> queues, TimeProvider time, ILogger<SeedDemonstration> log) : IHostedService
{
    private static readonly TimeSpan Past = TimeSpan.FromDays(14);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var now = time.Now();
        await scoped.AsSystem(Companies);
        // The companies made just now come into reach with the next scope.
        await scoped.AsSystem(services => People(services));
        await scoped.AsSystem(async services =>
        {
            var dbs = services.GetRequiredService<IDbContextFactory<WorkbenchDb>>();
            await using var db = await dbs.CreateDbContextAsync(cancellationToken);
            // Before new queues come, some of which have work already.
            var last = await db.WorkItems.MaxAsync(i => (DateTime?)i.ReceivedAt, cancellationToken);
            await Queues(services, now);
            var from = last > now - Past ? last.Value : now - Past;
            log.LogInformation("The demonstration is brought up to date from {From:u}.", from);
            await new PlayHistory(dbs, queues).Run(from, now, cancellationToken);
            await new PlayPresence(dbs).Run(from, now, cancellationToken);
        });
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task Companies(IServiceProvider services)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var known = await db.Clients.Select(c => c.Code).ToListAsync();
        db.Clients.AddRange(Cast.Companies.Where(c => !known.Contains(c.Code))
            .Select(c => new Client(c.Name, c.Code) { Colour = c.Colour, TaxNumber = c.TaxNumber, EmailSignature = c.Signature }));
        if (!await db.Skills.AnyAsync())
        {
            db.Skills.AddRange(Cast.Actors.Select(a => a.Skill).OfType<string>().Distinct().Select(name => new Skill(name)));
        }

        await db.SaveChangesAsync();
    }

    private static async Task People(IServiceProvider services)
    {
        var users = services.GetRequiredService<UserManager<Person>>();
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var clients = await db.Clients.ToDictionaryAsync(c => c.Code, c => c.Id);
        var skills = await db.Skills.ToDictionaryAsync(s => s.Name, s => s.Id);
        foreach (var actor in Cast.Actors)
        {
            if (await users.FindByEmailAsync(actor.Email) is not null)
            {
                continue;
            }

            var person = new Person { UserName = actor.Email, Email = actor.Email, EmailConfirmed = true, Name = actor.Name, Demonstration = true };
            await users.CreateAsync(person);
            db.Grants.AddRange(actor.Clients.Length == 0 ? [new Grant(person.Id, null, actor.Role)] : actor.Clients.Select(c => new Grant(person.Id, clients[c], actor.Role)));
            await Join(db, actor, person.Id);
            if (actor.Skill is { } skill && skills.TryGetValue(skill, out var id))
            {
                db.Add(new PersonSkill(person.Id, id, actor.Level));
            }

            await db.SaveChangesAsync();
        }
    }

    private static async Task Join(WorkbenchDb db, Cast.Actor actor, long personId)
    {
        if (actor.Team.Length == 0)
        {
            return;
        }

        var team = await db.Teams.Include(t => t.Members).SingleOrDefaultAsync(t => t.Name == actor.Team);
        if (team is null)
        {
            db.Teams.Add(team = new Team(actor.Team));
        }

        if (actor.Role == Role.Supervisor)
        {
            team.SupervisorId = personId;
        }
        else
        {
            team.Members.Add(new TeamMember(personId));
        }
    }

    private async Task Queues(IServiceProvider services, DateTime now)
    {
        await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
        var clients = await db.Clients.ToDictionaryAsync(c => c.Code);
        // By who leads it: whoever tries the product gives teams other names.
        var teams = await db.Teams.Where(t => t.Supervisor != null).Select(t => new { t.Supervisor!.Email, t.Id }).ToListAsync();
        var skills = await db.Skills.ToDictionaryAsync(s => s.Name, s => s.Id);
        foreach (var wanted in queues.Where(q => clients.ContainsKey(q.Client)))
        {
            var client = clients[wanted.Client];
            if (await db.Queues.AnyAsync(q => q.ClientId == client.Id && q.Name == wanted.Name))
            {
                continue;
            }

            var queue = new Queue(client.Id, wanted.Kind, wanted.Name) { IsCampaign = wanted.Campaign, EndsAt = wanted.Campaign ? now.Date.AddDays(45) : null, Script = wanted.Script, Push = wanted.Push, AcceptSeconds = 90, ClientImports = true };
            queue.DefineFields(wanted.Fields, hasWork: false);
            queue.DefinePriorities(wanted.Priorities);
            if (wanted.Asks is { } asks && skills.TryGetValue(asks.Name, out var skill))
            {
                queue.DefineSkills([new(skill, asks.Level, asks.DropAfterMinutes, asks.Field, Comparison.Is, asks.Value)]);
            }

            var begin = now - Past - TimeSpan.FromDays(1);
            queue.ChangePolicy(begin, wanted.OfficeHours ? new(wanted.Target, 80, Pauses.Client | Pauses.ThirdParty, await Office(db, client)) : new(wanted.Target, 75), begin);
            DispositionTemplate.All.Single(t => t.Code == wanted.Template).Apply(queue, client.Language);
            var lead = Cast.Actors.First(a => a.Role == Role.Supervisor && a.Clients.Contains(wanted.Client)).Email;
            var team = teams.Find(t => t.Email == lead)?.Id;
            if (team is { } works)
            {
                queue.Members.Add(QueueMember.Team(queue, works));
            }

            db.Queues.Add(queue);
            await db.SaveChangesAsync();
            if (wanted.Furnish is { } furnish)
            {
                await furnish(services, queue);
            }

            if (team is { } first && wanted.MorningsFirst)
            {
                var block = new Block(first);
                block.Plan([DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday], "9-11", DateOnly.FromDateTime(now), null);
                block.WorkOn([(client.Id, queue.Id)]);
                db.Blocks.Add(block);
                await db.SaveChangesAsync();
            }
        }
    }

    private static async Task<BusinessCalendar> Office(WorkbenchDb db, Client client)
    {
        const string name = "Horario de oficina";
        if (await db.Calendars.Include(c => c.Days).SingleOrDefaultAsync(c => c.ClientId == client.Id && c.Name == name) is { } known)
        {
            return known;
        }

        const string day = "9-14 16-19";
        var office = new BusinessCalendar(client.Id, name, client.TimeZone, [day, day, day, day, day, "", ""]);
        office.Define(name, office.Zone, office.Week, [.. NationalDays.Spain.SelectMany(y => y.Days).Select(d => (d.Date, d.Name, ""))]);
        db.Calendars.Add(office);
        await db.SaveChangesAsync();
        return office;
    }
}
