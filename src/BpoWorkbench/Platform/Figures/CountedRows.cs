using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Platform.Figures;

/// <summary>A counter row or a delta not yet folded into one; only their sum means anything.</summary>
internal sealed record CountedRow
{
    public long ClientId { get; init; }

    public long QueueId { get; init; }

    public Measure Measure { get; init; }

    public DateTime Quarter { get; init; }

    public long PersonId { get; init; }

    public long Amount { get; init; }
}

/// <summary>What has been counted, folded or not, in one statement: a fold between two would count twice or not at all.</summary>
internal static class CountedRows
{
    /// <summary>What there is now.</summary>
    public static IQueryable<CountedRow> Levels(this WorkbenchDb db, IReadOnlyCollection<long> clients) =>
        db.Counters.Where(c => c.Quarter == Measures.Always && clients.Contains(c.ClientId)).Select(c => new CountedRow
        {
            ClientId = c.ClientId, QueueId = c.QueueId, Measure = c.Measure, Quarter = c.Quarter, PersonId = c.PersonId, Amount = c.Amount,
        }).Concat(db.CounterDeltas.Where(c => c.Quarter == Measures.Always && clients.Contains(c.ClientId)).Select(c => new CountedRow
        {
            ClientId = c.ClientId, QueueId = c.QueueId, Measure = c.Measure, Quarter = c.Quarter, PersonId = c.PersonId, Amount = c.Amount,
        }));

    /// <summary>What happened between two moments, which are the borders of quarters of an hour.</summary>
    public static IQueryable<CountedRow> Flows(this WorkbenchDb db, IReadOnlyCollection<long> clients, DateTime from, DateTime to) =>
        db.Counters.Where(c => c.Quarter >= from && c.Quarter < to && clients.Contains(c.ClientId)).Select(c => new CountedRow
        {
            ClientId = c.ClientId, QueueId = c.QueueId, Measure = c.Measure, Quarter = c.Quarter, PersonId = c.PersonId, Amount = c.Amount,
        }).Concat(db.CounterDeltas.Where(c => c.Quarter >= from && c.Quarter < to && clients.Contains(c.ClientId)).Select(c => new CountedRow
        {
            ClientId = c.ClientId, QueueId = c.QueueId, Measure = c.Measure, Quarter = c.Quarter, PersonId = c.PersonId, Amount = c.Amount,
        }));
}
