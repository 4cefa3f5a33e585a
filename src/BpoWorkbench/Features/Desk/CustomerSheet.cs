using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Desk;

/// <summary>What this client knows of a customer.</summary>
public sealed record CustomerSheet(long Id, string? Key, string Name, string? Language, string? TaxNumber, List<string> Phones, List<string> Emails, string? Address, string? PostalCode, string? City)
{
    public IReadOnlyList<OtherItem> Items { get; init; } = [];

    public static async Task<CustomerSheet?> Read(WorkbenchDb db, long id)
    {
        var sheet = await db.Customers.AsNoTracking().Where(c => c.Id == id)
            .Select(c => new CustomerSheet(c.Id, c.Key, c.Name, c.Language, c.TaxNumber, c.Phones, c.Emails, c.Address, c.PostalCode, c.City)).SingleOrDefaultAsync();
        return sheet is null ? null : sheet with
        {
            Items = await db.WorkItems.AsNoTracking().Where(i => i.CustomerId == id).OrderByDescending(i => i.Id).Take(20)
                .Select(i => new OtherItem(i.Id, i.Queue!.Name, i.State, i.Due, i.DoneAt, i.Disposition!.Label)).ToListAsync(),
        };
    }
}

/// <summary>Another item of the same customer.</summary>
public sealed record OtherItem(long Id, string QueueName, WorkState State, DateTime Due, DateTime? DoneAt, string? Outcome);
