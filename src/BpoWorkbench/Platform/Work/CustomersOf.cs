using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>The customers that values speak of: whoever bears their key, or somebody new. One rule for items by hand and by workbook.</summary>
public sealed class CustomersOf
{
    private readonly Queue _queue;
    private readonly Dictionary<string, Customer> _byKey;

    private CustomersOf(Queue queue, Dictionary<string, Customer> byKey) => (_queue, _byKey) = (queue, byKey);

    /// <summary>Looks up, in one question, everybody the rows may speak of. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
    public static async Task<CustomersOf> Rows(WorkbenchDb db, Queue queue, IEnumerable<IReadOnlyDictionary<string, string>> rows, CancellationToken stop = default)
    {
        var keys = rows.Select(values => ItemValues.CustomerKey(queue.Fields, values)).OfType<string>().Distinct().ToArray();
        // One that an import has brought and not yet published is the same customer.
        var known = keys.Length == 0 ? [] : await db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter])
            .Where(c => c.ClientId == queue.ClientId && EF.Parameter(keys).Contains(c.Key)).ToDictionaryAsync(c => c.Key!, stop);
        return new CustomersOf(queue, known);
    }

    /// <returns>Null where the values say nothing of a customer; and whether they are new.</returns>
    public (Customer? Customer, bool IsNew) Find(IReadOnlyDictionary<string, string> values)
    {
        if (!ItemValues.SpeakOfCustomer(_queue.Fields, values))
        {
            return (null, false);
        }

        var key = ItemValues.CustomerKey(_queue.Fields, values);
        if (key is not null && _byKey.TryGetValue(key, out var known))
        {
            return (known, false);
        }

        var made = new Customer(_queue.ClientId, key);
        if (key is not null)
        {
            _byKey[key] = made;
        }

        return (made, true);
    }

    /// <summary>Writes what the values say about their customer.</summary>
    public void Apply(Customer customer, IReadOnlyDictionary<string, string> values) => ItemValues.Apply(customer, _queue.Fields, values);

    /// <summary>The fields of the queue that the rows go to.</summary>
    public IReadOnlyList<FieldDefinition> Fields => _queue.Fields;
}
