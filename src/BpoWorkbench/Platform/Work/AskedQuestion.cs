using BpoWorkbench.Data;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What the client was asked about an item, and its answer: for agents and for the client alike, and so without who asked.</summary>
public sealed record AskedQuestion(string Text, DateTime AskedAt, string? Answer, DateTime? AnsweredAt)
{
    /// <summary>All of an item, latest first.</summary>
    public static Task<List<AskedQuestion>> Of(WorkbenchDb db, long itemId, CancellationToken stop = default) =>
        db.Questions.AsNoTracking().Where(q => q.ItemId == itemId).OrderByDescending(q => q.Id)
            .Select(q => new AskedQuestion(q.Text, q.AskedAt, q.Answer, q.AnsweredAt)).ToListAsync(stop);
}
