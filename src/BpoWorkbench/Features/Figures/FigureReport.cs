using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Figures;

/// <summary>A line of figures, beside the same a week before.</summary>
/// <param name="Asked">What it is an answer to.</param>
/// <param name="Contract">Which service level counts; null where several clients are added that do not agree.</param>
/// <param name="Items">The items it is about, before each figure narrows them.</param>
public sealed record FigureRow(long Id, string Name, string? Colour, FigureQuery Asked, PeriodFigures Now, PeriodFigures Before, SlaBasis? Contract, ItemFilter Items)
{
    /// <summary>What is nobody's doing is not known of it.</summary>
    public bool OfPeople => Asked.OfPeople;
}

/// <summary>Lines with their total, and the days they are of.</summary>
/// <param name="Until">How far the week before is looked at, where the period is not over.</param>
public sealed record FigureSheet(DateOnly First, DateOnly Last, DateTime? Until, IReadOnlyList<FigureRow> Rows, FigureRow Total);

/// <summary>Reads the figures of the clients whose floor the reader sees. Days are named by the centre's calendar, or the one client's, and counted in each client's own.</summary>
public sealed class FigureReport(
    IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site, TimeProvider time, PeriodSums sums, PersonHours hours, WorkKinds kinds, IStringLocalizer<FiguresTexts> words)
{
    public async Task<FigureSheet> Read(FigureQuery query, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var mine = scope.With(Permissions.Floor).Where(c => query.Client is null || c == query.Client).ToArray();
        var clients = await db.Clients.AsNoTracking().Where(c => mine.Contains(c.Id)).ToListAsync(stop);
        var queues = (await db.Queues.AsNoTracking().Where(q => mine.Contains(q.ClientId) && (query.Queue == null || q.Id == query.Queue))
            .Select(q => new Place(q.Id, q.Name, q.Kind, q.ClientId)).ToListAsync(stop)).ToDictionary(q => q.Id);
        var zone = clients.Select(c => c.TimeZone).Distinct().Count() == 1 ? clients[0].Zone : site.Zone;
        var now = time.Now();
        var (first, last) = query.Days(Day.At(now, zone).Date);
        // What has not been yet would be compared with what has.
        var until = now.Quarter().AddMinutes(15);
        var spans = clients.GroupBy(c => c.TimeZone).Select(z => (Zone: z.First().Zone, Clients: z.Select(c => c.Id).ToArray()))
            .Select(z => new PeriodSpan(new Day(first, z.Zone), new Day(last, z.Zone).To is var to && to > until ? until : to, z.Clients)).Where(s => s.To > s.From).ToList();
        var some = query.Queue is null ? null : queues.Keys.ToArray();
        var people = await People(db, query, stop);
        // Whoever serves two zones has one day at work all the same.
        var shift = new PeriodSpan(new Day(first, zone), new Day(last, zone).To is var end && end > until ? until : end, mine);
        var these = await Counted(query, spans, shift, some, people, stop);
        var before = await Counted(query, spans.ConvertAll(s => s.WeekBefore()), shift.WeekBefore(), some, people, stop);
        var lines = new Lines(query, clients, queues, new ItemFilter { Client = query.Client, Queue = query.Queue, Team = query.Team, Person = query.Person, From = first, To = last });
        var rows = Order(query, query.By switch
        {
            FigureBy.Agent => lines.Agents(these, before, await Names(db, these.Keys.Union(before.Keys), stop)),
            FigureBy.Team => lines.Teams(these, before, await Teams(db, stop), words["no-team"]),
            FigureBy.Quarter => lines.Quarters(these, before),
            FigureBy.Kind => lines.Kinds(these, before, code => kinds.All.Any(k => k.Code == code) ? kinds.NameOf(code) : code),
            FigureBy.Queue => lines.Queues(these, before),
            _ => lines.Clients(these, before),
        });
        return new FigureSheet(first, last, spans.Exists(s => s.To == until) ? until : null, rows, lines.Total(these.Values, before.Values, words["total"]));
    }

    // Hours are not kept by queue.
    private async Task<Dictionary<long, PeriodFigures>> Counted(FigureQuery query, List<PeriodSpan> spans, PeriodSpan shift, long[]? queues, long[]? people, CancellationToken stop)
    {
        var by = query.ByPerson ? Breakdown.Person : query.By == FigureBy.Quarter ? Breakdown.Quarter : Breakdown.Queue;
        var figures = await sums.Read(spans, queues, people, by, stop);
        return queues is not null || !query.HasHours ? figures
            : query.ByPerson ? await hours.Beside(figures, shift, people, stop)
            : await hours.BesideQuarters(figures, spans, people, stop);
    }

    // Anybody may be asked for: of who works for none of these clients nothing is counted, and no hours are told.
    private static async Task<long[]?> People(WorkbenchDb db, FigureQuery query, CancellationToken stop) =>
        query.Team is null && query.Person is null ? null
            : await FigureChoicesRead.PeopleOf(db, query.Team).Where(p => query.Person == null || p.Id == query.Person).Select(p => p.Id).ToArrayAsync(stop);

    private static IReadOnlyList<FigureRow> Order(FigureQuery query, IEnumerable<FigureRow> rows)
    {
        var column = FigureColumn.All.FirstOrDefault(c => c.Code == query.Sort?.TrimStart('-'));
        if (column is null)
        {
            return query.By == FigureBy.Quarter ? [.. rows.OrderBy(r => r.Id)] : [.. rows.OrderBy(r => r.Name, StringComparer.CurrentCulture)];
        }

        // What is not known comes last, whichever way.
        var known = rows.OrderBy(r => column.Of(r) is null);
        return query.Sort![0] == '-' ? [.. known.ThenByDescending(column.Of)] : [.. known.ThenBy(column.Of)];
    }

    private static Task<Dictionary<long, string>> Names(WorkbenchDb db, IEnumerable<long> people, CancellationToken stop)
    {
        var ids = people.ToArray();
        return db.Users.Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id, p => p.Name, stop);
    }

    private static async Task<Dictionary<long, (long Id, string Name)>> Teams(WorkbenchDb db, CancellationToken stop) =>
        await db.TeamMembers.Join(db.Teams, m => m.TeamId, t => t.Id, (m, t) => new { m.PersonId, t.Id, t.Name }).ToDictionaryAsync(m => m.PersonId, m => (m.Id, m.Name), stop);
}

/// <summary>A queue, and where it belongs.</summary>
internal sealed record Place(long Id, string Name, string Kind, long Client);
