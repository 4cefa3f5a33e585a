using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class ImportBatchConfiguration : IEntityTypeConfiguration<ImportBatch>
{
    public void Configure(EntityTypeBuilder<ImportBatch> batch)
    {
        batch.Ignore(b => b.RowsRead);
        batch.Ignore(b => b.IsRunning);
        batch.Property(b => b.Plan).AsJson();
        batch.Property(b => b.ErrorArgs).AsJson();
        batch.HasOne<Queue>().WithMany().HasForeignKey(b => b.QueueId);
        batch.HasOne<StoredFile>().WithMany().HasForeignKey(b => b.FileId);
        // As long as what is under way or waits for a word; the numbers are those of ImportState.
        batch.HasIndex(b => new { b.ClientId, b.Id }).HasFilter("\"State\" IN (1, 2, 4, 7, 8)").HasDatabaseName("IX_ImportBatch_Running");
    }
}

internal sealed class KnownShapeConfiguration : IEntityTypeConfiguration<KnownShape>
{
    public void Configure(EntityTypeBuilder<KnownShape> shape)
    {
        shape.Property(s => s.Columns).AsJson();
        shape.Property(s => s.Values).AsJson();
        shape.HasOne<Queue>().WithMany().HasForeignKey(s => s.QueueId);
        shape.HasIndex(s => new { s.QueueId, s.Shape }).IsUnique();
    }
}

internal sealed class ImportChangeConfiguration : IEntityTypeConfiguration<ImportChange>
{
    public void Configure(EntityTypeBuilder<ImportChange> change)
    {
        change.Ignore(c => c.CanBeTakenBack);
        change.Ignore(c => c.EndsItem);
        change.Property(c => c.After).AsJson();
        change.Property(c => c.Before).AsJson();
        change.HasOne<ImportBatch>().WithMany().HasForeignKey(c => c.BatchId);
        change.HasOne(c => c.Item).WithMany().HasForeignKey(c => c.ItemId);
        change.HasIndex(c => new { c.BatchId, c.State, c.Id });
    }
}

internal sealed class RejectedRowConfiguration : IEntityTypeConfiguration<RejectedRow>
{
    public void Configure(EntityTypeBuilder<RejectedRow> row)
    {
        row.Property(r => r.Problems).AsJson();
        row.Property(r => r.Cells).AsJson();
        row.HasOne<ImportBatch>().WithMany().HasForeignKey(r => r.BatchId);
        row.HasIndex(r => new { r.BatchId, r.Row });
    }
}
