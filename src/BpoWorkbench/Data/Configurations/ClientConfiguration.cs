using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class ClientConfiguration : IEntityTypeConfiguration<Client>
{
    public void Configure(EntityTypeBuilder<Client> client)
    {
        client.Ignore(c => c.Zone);
        client.HasIndex(c => c.Code).IsUnique();
    }
}

internal sealed class CustomerConfiguration : IEntityTypeConfiguration<Customer>
{
    public void Configure(EntityTypeBuilder<Customer> customer)
    {
        customer.Property(c => c.Phones).AsJson();
        customer.Property(c => c.Emails).AsJson();
        customer.HasIndex(c => new { c.ClientId, c.Key }).IsUnique();
        customer.HasIndex(c => new { c.ClientId, c.TaxNumber });
        customer.HasIndex(c => c.BatchId).HasFilter("\"BatchId\" IS NOT NULL");
        customer.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId).OnDelete(DeleteBehavior.Restrict);
    }
}
