using BpoWorkbench.Data;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What people wrote with a step of an item: it is kept beside the events, and found again by who did it, and when.</summary>
internal static class SaidTexts
{
    public static async Task<ILookup<(long Item, DateTime At, long? Person), string>> Of(WorkbenchDb db, IReadOnlyCollection<long> items)
    {
        var notes = await db.WorkNotes.AsNoTracking().Where(n => items.Contains(n.ItemId)).ToListAsync();
        var questions = await db.Questions.AsNoTracking().Where(q => items.Contains(q.ItemId)).ToListAsync();
        var transfers = await db.Transfers.AsNoTracking().Where(t => items.Contains(t.ItemId)).Select(t => new { Transfer = t, To = t.ToQueue!.Name }).ToListAsync();
        return new[]
        {
            transfers.Select(t => (t.Transfer.ItemId, At: t.Transfer.SentAt, Person: (long?)t.Transfer.SentBy, Text: $"→ {t.To}\n{t.Transfer.Summary}\n{t.Transfer.Tried}\n{t.Transfer.Asked}")),
            transfers.Where(t => t.Transfer.BouncedAt is not null).Select(t => (t.Transfer.ItemId, At: t.Transfer.BouncedAt!.Value, Person: t.Transfer.BouncedBy, Text: t.Transfer.BounceReason!)),
            questions.Select(q => (q.ItemId, At: q.AskedAt, Person: (long?)q.AskedBy, q.Text)),
            questions.Where(q => q.AnsweredAt is not null).Select(q => (q.ItemId, At: q.AnsweredAt!.Value, Person: q.AnsweredBy, Text: q.Answer!)),
            notes.Select(n => (n.ItemId, n.At, Person: n.PersonId, n.Text)),
        }.SelectMany(said => said).ToLookup(s => (s.ItemId, s.At, s.Person), s => s.Text);
    }
}
