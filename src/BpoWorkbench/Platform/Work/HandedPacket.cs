using BpoWorkbench.Data;
using BpoWorkbench.Domain.Fields;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>A value that an item brought from a queue whose fields its present one lacks.</summary>
public sealed record CarriedValue(string Label, FieldType Type, string Value);

/// <summary>How an item last changed hands: the packet it came with, and the reason where it was sent back.</summary>
public sealed record HandedPacket(
    string FromQueue, string? Sender, DateTime SentAt, string Summary, string Tried, string Asked, string? BounceReason, string? BouncedBy, DateTime? BouncedAt)
{
    /// <summary>What it holds that the fields of its queue do not show.</summary>
    public IReadOnlyList<CarriedValue> Carried { get; init; } = [];

    /// <returns>Null where it was never handed over.</returns>
    public static async Task<HandedPacket?> Of(WorkbenchDb db, long itemId, IReadOnlyList<FieldDefinition> fields)
    {
        var transfers = await db.Transfers.AsNoTracking().Where(t => t.ItemId == itemId).OrderByDescending(t => t.Id).Select(t => new
        {
            t.Fields,
            Defined = t.FromQueue!.Fields,
            Packet = new HandedPacket(t.FromQueue.Name, db.Users.Where(p => p.Id == t.SentBy).Select(p => p.Name).FirstOrDefault(), t.SentAt, t.Summary, t.Tried, t.Asked,
                t.BounceReason, db.Users.Where(p => p.Id == t.BouncedBy).Select(p => p.Name).FirstOrDefault(), t.BouncedAt),
        }).ToListAsync();
        return transfers.Count == 0 ? null : transfers[0].Packet with
        {
            // The latest word of each.
            Carried = [.. transfers.SelectMany(t => t.Defined.Select(field => (Field: field, Value: t.Fields.GetValueOrDefault(field.Code, ""))))
                .Where(c => c.Value.Length > 0 && !fields.Any(f => f.Code == c.Field.Code && f.Type == c.Field.Type))
                .DistinctBy(c => (c.Field.Code, c.Field.Type)).Select(c => new CarriedValue(c.Field.Label, c.Field.Type, c.Value))],
        };
    }
}
