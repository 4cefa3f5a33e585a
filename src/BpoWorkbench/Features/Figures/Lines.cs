using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Search;

namespace BpoWorkbench.Features.Figures;

/// <summary>Makes lines of what was counted by queue, person or quarter.</summary>
internal sealed class Lines(FigureQuery query, IReadOnlyList<Client> clients, IReadOnlyDictionary<long, Place> queues, ItemFilter items)
{
    private readonly Dictionary<long, Client> _clients = clients.ToDictionary(c => c.Id);

    // Without a client there is none to name; without a queue of their own clients have nothing to show.
    private SlaBasis? Agreed => clients.Select(c => c.Sla).Distinct().Count() == 1 ? clients[0].Sla : null;

    public FigureRow Total(IReadOnlyCollection<PeriodFigures> now, IReadOnlyCollection<PeriodFigures> before, string name) =>
        query.By == FigureBy.Quarter
            ? new(0, name, null, query, Whole(now), Whole(before), Agreed, items)
            : new(0, name, null, query, PeriodFigures.Sum(now), PeriodFigures.Sum(before), Agreed, items);

    public IEnumerable<FigureRow> Clients(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before) =>
        Grouped(now, before, queue => queues[queue].Client).Select(g => new FigureRow(g.Key, _clients[g.Key].Name, _clients[g.Key].Colour, query, g.Now, g.Before,
            _clients[g.Key].Sla, items with { Client = g.Key }));

    public IEnumerable<FigureRow> Queues(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before) =>
        from g in Grouped(now, before, queue => queue)
        let place = queues[g.Key]
        let client = _clients[place.Client]
        select new FigureRow(g.Key, query.Client is null ? $"{client.Code} · {place.Name}" : place.Name, client.Colour, query, g.Now, g.Before, client.Sla, items with { Client = client.Id, Queue = g.Key });

    public IEnumerable<FigureRow> Kinds(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before, Func<string, string> name) =>
        Grouped(now, before, queue => queues[queue].Kind).Select((g, i) => new FigureRow(i, name(g.Key), null, query, g.Now, g.Before, Agreed, items with { Kind = g.Key }));

    public IEnumerable<FigureRow> Agents(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before, Dictionary<long, string> names) =>
        Grouped(now, before, person => person).Select(g => new FigureRow(g.Key, names.GetValueOrDefault(g.Key, "–"), null, query, g.Now, g.Before, Agreed, items with { Person = g.Key }));

    public IEnumerable<FigureRow> Teams(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before, Dictionary<long, (long Id, string Name)> teams, string none) =>
        Grouped(now, before, person => teams.TryGetValue(person, out var team) ? team : (ItemFilter.NoTeam, none))
            .Select(g => new FigureRow(g.Key.Item1, g.Key.Item2, null, query, g.Now, g.Before, Agreed, items with { Team = g.Key.Item1 }));

    public IEnumerable<FigureRow> Quarters(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before) =>
        Busy(Grouped(now, before, quarter => quarter).OrderBy(g => g.Key)).Select(g => new FigureRow(g.Key, $"{g.Key / 4:00}:{g.Key % 4 * 15:00}", null, query, g.Now, g.Before, Agreed, items with { Quarter = (int)g.Key }));

    // From the first in which anything happened to the last.
    private static IEnumerable<(long Key, PeriodFigures Now, PeriodFigures Before)> Busy(IEnumerable<(long Key, PeriodFigures Now, PeriodFigures Before)> quarters) =>
        quarters.SkipWhile(Still).Reverse().SkipWhile(Still).Reverse();

    private static bool Still((long Key, PeriodFigures Now, PeriodFigures Before) quarter) => quarter.Now.IsEmpty && quarter.Before.IsEmpty;

    // A queue of another reach never comes here; one that nothing was ever counted in has no line.
    private IEnumerable<(TKey Key, PeriodFigures Now, PeriodFigures Before)> Grouped<TKey>(Dictionary<long, PeriodFigures> now, Dictionary<long, PeriodFigures> before, Func<long, TKey> key)
        where TKey : notnull =>
        from id in now.Keys.Union(before.Keys)
        where query.ByPerson || query.By == FigureBy.Quarter || queues.ContainsKey(id)
        group id by key(id) into line
        select (line.Key, Of(now, line), Of(before, line));

    private PeriodFigures Of(Dictionary<long, PeriodFigures> figures, IEnumerable<long> ids) =>
        ids.Where(figures.ContainsKey).Select(id => figures[id]).ToList() is { Count: > 0 } found ? PeriodFigures.Sum(found) : query.By == FigureBy.Quarter || (query.ByPerson && query.Queue is not null) ? PeriodFigures.Unknown : PeriodFigures.None;

    // Of quarters one after another, what was open is that of the first and the last.
    private static PeriodFigures Whole(IReadOnlyCollection<PeriodFigures> quarters) =>
        quarters.Count == 0 ? PeriodFigures.Unknown : PeriodFigures.Sum(quarters).Between(quarters.First().OpenBefore, quarters.Last().OpenAfter);
}
