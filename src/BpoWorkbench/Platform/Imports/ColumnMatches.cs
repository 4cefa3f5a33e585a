using System.Security.Cryptography;
using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Imports;

/// <summary>How the columns of a workbook are proposed to be matched, and whether that is known from the last time.</summary>
public sealed record ProposedMatch(FieldMatch Match, DateTime? KnownAt);

/// <summary>Matches columns with fields: as somebody did the last time for this queue and these headings, else by guessing.</summary>
public sealed class ColumnMatches(IDbContextFactory<WorkbenchDb> dbs)
{
    /// <param name="marked">The column of summaries in a workbook that comes back, which is not the client's.</param>
    public async Task<ProposedMatch> Propose(long queueId, IReadOnlyList<FieldDefinition> fields, WorkbookLook look, MarkedColumn? marked)
    {
        var shape = ShapeOf(look, marked);
        await using var db = await dbs.CreateDbContextAsync();
        return await db.KnownShapes.AsNoTracking().SingleOrDefaultAsync(s => s.QueueId == queueId && s.Shape == shape) is { } known
            ? new ProposedMatch(FieldMatch.AsKnown(known, fields, look), known.KnownAt)
            : new ProposedMatch(FieldMatch.Guess(fields, look), null);
    }

    /// <summary>What the headings are known by.</summary>
    public static string ShapeOf(WorkbookLook look, MarkedColumn? marked) =>
        Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n', look.Preview.Labels.Where((_, column) => column != marked?.Column).Select(TextFolding.Fold)))));

    /// <summary>Called inside <see cref="WorkbenchDb.Write"/>.</summary>
    internal static async Task Learn(WorkbenchDb db, Queue queue, LearntMatch learnt, long? personId, DateTime now)
    {
        await db.Engine.Alone(db, $"shape {queue.Id} {learnt.Shape}");
        var known = await db.KnownShapes.SingleOrDefaultAsync(s => s.QueueId == queue.Id && s.Shape == learnt.Shape);
        if (known is null)
        {
            db.KnownShapes.Add(known = new KnownShape(queue.ClientId, queue.Id, learnt.Shape));
        }

        known.Learn(learnt.Columns, learnt.Values, personId, now);
    }
}

/// <summary>A match to be remembered: the columns by field, -1 where a field was left out, and what values stand for.</summary>
public sealed record LearntMatch(string Shape, Dictionary<string, int> Columns, Dictionary<string, Dictionary<string, string>> Values);
