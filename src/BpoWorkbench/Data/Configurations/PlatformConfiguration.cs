using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class SettingConfiguration : IEntityTypeConfiguration<Setting>
{
    public void Configure(EntityTypeBuilder<Setting> setting) => setting.HasIndex(s => new { s.ClientId, s.Key }).IsUnique();
}

internal sealed class OutboxMessageConfiguration : IEntityTypeConfiguration<OutboxMessage>
{
    public void Configure(EntityTypeBuilder<OutboxMessage> message)
    {
        // Partial, so that they are as long as what is waiting; the numbers are those of OutboxState.
        message.HasIndex(m => new { m.NotBefore, m.Id }).HasFilter("\"State\" = 1").HasDatabaseName("IX_OutboxMessage_Due");
        message.HasIndex(m => m.Id).HasFilter("\"State\" = 2").HasDatabaseName("IX_OutboxMessage_Sending");
    }
}

internal sealed class TakenRequestConfiguration : IEntityTypeConfiguration<TakenRequest>
{
    public void Configure(EntityTypeBuilder<TakenRequest> request)
    {
        request.HasOne<Client>().WithMany().HasForeignKey(r => r.ClientId);
        request.HasIndex(r => new { r.ClientId, r.IdempotencyKey }).IsUnique();
        request.HasIndex(r => r.TakenAt);
    }
}

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    public void Configure(EntityTypeBuilder<ApiKey> key)
    {
        key.Property(k => k.Permissions).AsJson();
        key.HasIndex(k => k.Hash).IsUnique();
        // No foreign key: the house has keys too, and is no client.
        key.HasIndex(k => k.ClientId);
    }
}
