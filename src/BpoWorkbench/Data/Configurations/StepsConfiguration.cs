using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class ClientQuestionConfiguration : IEntityTypeConfiguration<ClientQuestion>
{
    public void Configure(EntityTypeBuilder<ClientQuestion> question)
    {
        question.HasOne(q => q.Item).WithMany(i => i.Questions).HasForeignKey(q => q.ItemId);
        // As long as what is still asked of a client.
        question.HasIndex(q => new { q.ClientId, q.AskedAt }).HasFilter("\"AnsweredAt\" IS NULL").HasDatabaseName("IX_ClientQuestion_Open");
    }
}

internal sealed class TransferConfiguration : IEntityTypeConfiguration<Transfer>
{
    public void Configure(EntityTypeBuilder<Transfer> transfer)
    {
        transfer.Property(t => t.Fields).AsJson();
        transfer.HasOne(t => t.Item).WithMany(i => i.Transfers).HasForeignKey(t => t.ItemId);
        transfer.HasOne(t => t.FromQueue).WithMany().HasForeignKey(t => t.FromQueueId).OnDelete(DeleteBehavior.Restrict);
        transfer.HasOne(t => t.ToQueue).WithMany().HasForeignKey(t => t.ToQueueId).OnDelete(DeleteBehavior.Restrict);
    }
}
