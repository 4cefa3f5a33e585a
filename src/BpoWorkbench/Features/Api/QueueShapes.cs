using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Api;

/// <summary>A field of a queue's items, as a program fills it.</summary>
/// <param name="Type">text, whole, money, date, yes-no, choice, tax-number, iban, phone, email or postal-code.</param>
/// <param name="Key">The client's own reference of an item: no two have the same.</param>
/// <param name="Choices">Of a choice, what it may be; empty otherwise.</param>
public sealed record FieldShape(string Code, string Label, string Type, bool Required, bool Key, IReadOnlyList<string> Choices);

/// <summary>A queue that work may be brought into.</summary>
public sealed record QueueShape(long Id, string Name, string Kind, IReadOnlyList<FieldShape> Fields);

/// <summary>The queues of a key's client that take work, and what their items say.</summary>
public sealed class QueueShapes(ScopedWork scoped)
{
    /// <returns>By name.</returns>
    public async Task<List<QueueShape>> Of(KnownKey key, CancellationToken stop)
    {
        List<QueueShape> shapes = [];
        await scoped.AsClient(key.ClientId, async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
            var queues = await SeenQueues.Of(db, key).Where(q => q.State != QueueState.Closed).OrderBy(q => q.Name).ThenBy(q => q.Id)
                .Select(q => new { q.Id, q.Name, q.Kind, q.Fields }).ToListAsync(stop);
            shapes = queues.ConvertAll(q => new QueueShape(q.Id, q.Name, q.Kind, [.. q.Fields.Select(Shape)]));
        });
        return shapes;
    }

    private static FieldShape Shape(FieldDefinition field) => new(field.Code, field.Label, Word(field.Type), field.Required, field.IsKey, field.Choices);

    private static string Word(FieldType type) => type switch
    {
        FieldType.YesNo => "yes-no",
        FieldType.TaxNumber => "tax-number",
        FieldType.PostalCode => "postal-code",
        _ => type.ToString().ToLowerInvariant(),
    };
}
