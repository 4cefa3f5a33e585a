using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>One thing that happened, as the centre's own people read it.</summary>
public sealed record HistoryLine(long ItemId, string ItemTitle, string QueueName, DateTime At, WorkEventKind Kind, string? Person, string? Outcome, string? Note, string? Detail);

/// <summary>What happened to an item, or to all items of a customer, latest first.</summary>
public static class ItemHistory
{
    // Steps that only matter to the figures are left out.
    private static readonly WorkEventKind[] Quiet = [WorkEventKind.Opened, WorkEventKind.Left, WorkEventKind.TransferredIn];

    // Over many items, what nobody said or did is left out too.
    private static readonly WorkEventKind[] Routine = [.. Quiet, WorkEventKind.Claimed, WorkEventKind.Woken];

    public static Task<List<HistoryLine>> OfItem(WorkbenchDb db, long itemId, int atMost) =>
        Read(db, db.WorkEvents.Where(e => e.ItemId == itemId), Quiet, atMost);

    public static Task<List<HistoryLine>> OfCustomer(WorkbenchDb db, long customerId, int atMost) =>
        Read(db, db.WorkEvents.Where(e => e.Item!.CustomerId == customerId), Routine, atMost);

    private static async Task<List<HistoryLine>> Read(WorkbenchDb db, IQueryable<WorkEvent> events, WorkEventKind[] without, int atMost)
    {
        var lines = await (from step in events.AsNoTracking()
                           where !without.Contains(step.Kind)
                           orderby step.At descending, step.Id descending
                           select new { Step = step, step.Item!.Title, Queue = step.Item.Queue!.Name,
                               Person = db.Users.Where(p => p.Id == step.PersonId).Select(p => p.Name).FirstOrDefault(),
                               // What a program has brought goes by the name of its key.
                               Key = step.Kind != WorkEventKind.Received ? null : db.ApiKeys.Where(k => db.ImportBatches.Any(b => b.Id == step.Item.BatchId && b.KeyId == k.Id)).Select(k => k.Name).FirstOrDefault(),
                               Outcome = db.Dispositions.Where(d => d.Id == step.DispositionId).Select(d => d.Label).FirstOrDefault() }).Take(atMost).ToListAsync();
        if (lines.Count == 0)
        {
            return [];
        }

        var items = lines.Select(l => l.Step.ItemId).Distinct().ToList();
        var said = await SaidTexts.Of(db, items);
        var names = await Named(db, lines.ConvertAll(l => l.Step));
        return [.. lines.Select(l => new HistoryLine(l.Step.ItemId, l.Title, l.Queue, l.Step.At, l.Step.Kind, l.Person ?? l.Key, l.Outcome,
            Joined(said[(l.Step.ItemId, l.Step.At, l.Step.PersonId)]), l.Step.Detail is { } detail ? names.GetValueOrDefault(detail, detail) : null))];
    }

    // A step holds no names, only who or what it is.
    private static async Task<Dictionary<string, string>> Named(WorkbenchDb db, List<WorkEvent> steps)
    {
        var people = steps.Where(s => s.Kind == WorkEventKind.Assigned && s.Detail is not null).Select(s => long.Parse(s.Detail!, CultureInfo.InvariantCulture)).Distinct().ToList();
        var names = people.Count == 0 ? [] : await db.Users.Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id.ToString(CultureInfo.InvariantCulture), p => p.Name);
        foreach (var needs in steps.Where(s => s.Kind == WorkEventKind.NeedsChanged && s.Detail is not (null or Needs.None)).Select(s => s.Detail!).Distinct())
        {
            names[needs] = await SkillNames.Of(db, needs);
        }

        return names;
    }

    private static string? Joined(IEnumerable<string> texts) => string.Join("\n", texts) is { Length: > 0 } text ? text : null;
}
