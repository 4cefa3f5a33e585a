using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Identify;

/// <summary>The agent says who wrote: a customer who is known, or somebody new. From then on the address is theirs.</summary>
public sealed class NameCustomer(ChangeItem change)
{
    /// <param name="customerId">Null for somebody new.</param>
    /// <exception cref="Refusal">customer.unknown; item.not-yours.</exception>
    public Task Run(long itemId, long? customerId, SenderSheet sender) => change.Run(itemId, Permissions.Work, async step =>
    {
        var (db, item) = (step.Db, step.Item);
        var tax = sender.Found.Where(f => f.Type == FieldType.TaxNumber).Select(f => f.Value).ToList() is [var only] ? only : null;
        var customer = customerId is { } id
            ? await db.Customers.SingleOrDefaultAsync(c => c.Id == id && c.ClientId == item.ClientId) ?? throw new Refusal("customer.unknown")
            // One that an import has brought and not yet published is the same customer.
            : tax is null ? null : await db.Customers.IgnoreQueryFilters([WorkbenchDb.PublishedFilter]).FirstOrDefaultAsync(c => c.ClientId == item.ClientId && (c.Key == tax || c.TaxNumber == tax));
        if (customer is null)
        {
            customer = db.Customers.Add(new Customer(item.ClientId, tax)
            {
                Name = sender.Name.Length > 0 ? sender.Name : sender.Address,
                TaxNumber = tax,
                Phones = [.. sender.Found.Where(f => f.Type == FieldType.Phone).Select(f => f.Value)],
            }).Entity;
        }

        if (EmailAddress.Read(sender.Address).Value is { } address && !customer.Emails.Contains(address, StringComparer.OrdinalIgnoreCase))
        {
            customer.Emails = [.. customer.Emails, address];
        }

        customer.BatchId = null;
        item.BelongTo(customer, step.Person, step.Now);
    });
}
