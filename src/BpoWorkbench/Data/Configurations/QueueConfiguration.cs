using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class QueueConfiguration : IEntityTypeConfiguration<Queue>
{
    public void Configure(EntityTypeBuilder<Queue> queue)
    {
        queue.Property(q => q.Fields).AsJson();
        queue.Property(q => q.Priorities).AsJson();
        queue.Property(q => q.Skills).AsJson();
        queue.HasOne(q => q.Client).WithMany().HasForeignKey(q => q.ClientId).OnDelete(DeleteBehavior.Restrict);
        queue.HasMany(q => q.Dispositions).WithOne(d => d.Queue).HasForeignKey(d => d.QueueId);
        queue.HasMany(q => q.Members).WithOne(m => m.Queue).HasForeignKey(m => m.QueueId);
        queue.HasMany(q => q.Policies).WithOne(p => p.Queue).HasForeignKey(p => p.QueueId);
    }
}

internal sealed class DispositionConfiguration : IEntityTypeConfiguration<Disposition>
{
    public void Configure(EntityTypeBuilder<Disposition> disposition)
    {
        disposition.Property(d => d.RequiredFields).AsJson();
        disposition.HasIndex(d => new { d.QueueId, d.Code }).IsUnique();
    }
}

internal sealed class QueueMemberConfiguration : IEntityTypeConfiguration<QueueMember>
{
    public void Configure(EntityTypeBuilder<QueueMember> member)
    {
        member.HasOne<Team>().WithMany().HasForeignKey(m => m.TeamId).OnDelete(DeleteBehavior.Cascade);
        member.HasOne<Person>().WithMany().HasForeignKey(m => m.PersonId).OnDelete(DeleteBehavior.Cascade);
    }
}

internal sealed class LaneConfiguration : IEntityTypeConfiguration<Lane>
{
    public void Configure(EntityTypeBuilder<Lane> lane)
    {
        lane.HasIndex(l => new { l.QueueId, l.Band, l.PersonId, l.BatchId, l.Needs }).IsUnique();
        lane.HasIndex(l => new { l.QueueId, l.Id }).HasFilter("\"Open\"").HasDatabaseName("IX_Lane_Open");
        lane.HasOne<Queue>().WithMany().HasForeignKey(l => l.QueueId);
    }
}
