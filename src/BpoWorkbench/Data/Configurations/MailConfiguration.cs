using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class MailboxConfiguration : IEntityTypeConfiguration<Mailbox>
{
    public void Configure(EntityTypeBuilder<Mailbox> mailbox)
    {
        mailbox.Ignore(m => m.Answers);
        mailbox.HasOne<Queue>().WithOne().HasForeignKey<Mailbox>(m => m.QueueId);
        // Other clients' addresses are none of this one's: mail comes in with a key of its own.
        mailbox.HasIndex(m => new { m.ClientId, m.Address }).IsUnique();
    }
}

internal sealed class EmailMessageConfiguration : IEntityTypeConfiguration<EmailMessage>
{
    public void Configure(EntityTypeBuilder<EmailMessage> message)
    {
        message.Property(m => m.SiftedBy).AsJson();
        message.Property(m => m.Suggestions).AsJson();
        message.HasOne<Queue>().WithMany().HasForeignKey(m => m.QueueId).OnDelete(DeleteBehavior.Restrict);
        message.HasOne<WorkItem>().WithMany().HasForeignKey(m => m.ItemId).OnDelete(DeleteBehavior.Restrict);
        message.HasOne<StoredFile>().WithMany().HasForeignKey(m => m.FileId).OnDelete(DeleteBehavior.Restrict);
        // No foreign key: it would ask for another unique key of the outbox, and SQLite rebuilds a table for that.
        message.HasIndex(m => m.OutboxId).HasFilter("\"OutboxId\" IS NOT NULL");
        message.HasOne<EmailCategory>().WithMany().HasForeignKey(m => m.CategoryId).OnDelete(DeleteBehavior.Restrict);
        // One and the same message is one item, however often it comes.
        message.HasIndex(m => new { m.QueueId, m.MessageKey }).IsUnique();
        // What it answers.
        message.HasIndex(m => new { m.ClientId, m.MessageKey });
        // What else its sender wrote.
        message.HasIndex(m => new { m.ClientId, m.FromAddress, m.At });
        message.HasIndex(m => new { m.ItemId, m.At }).HasFilter("\"ItemId\" IS NOT NULL");
        message.HasIndex(m => new { m.QueueId, m.At });
        // What the scanner for viruses has not seen yet.
        message.HasIndex(m => m.Id, "IX_EmailMessage_Unscanned").HasFilter("\"Scan\" IS NULL AND \"FileId\" IS NOT NULL");
        message.HasIndex(m => new { m.QueueId, m.At, m.Id }, "IX_EmailMessage_Sifted").HasFilter("\"SiftedAs\" IS NOT NULL");
        message.HasIndex(m => new { m.ClientId, m.DecidedAt }).HasFilter("\"CategoryId\" IS NOT NULL").HasDatabaseName("IX_EmailMessage_Decided");
    }
}

internal sealed class EmailCategoryConfiguration : IEntityTypeConfiguration<EmailCategory>
{
    public void Configure(EntityTypeBuilder<EmailCategory> category)
    {
        category.HasOne<Client>().WithMany().HasForeignKey(c => c.ClientId);
        category.HasOne<Queue>().WithMany().HasForeignKey(c => c.TargetQueueId).OnDelete(DeleteBehavior.Restrict);
        category.HasOne<ReplyTemplate>().WithMany().HasForeignKey(c => c.TemplateId).OnDelete(DeleteBehavior.Restrict);
        category.HasIndex(c => new { c.ClientId, c.Name }).IsUnique();
    }
}

internal sealed class ComplaintConfiguration : IEntityTypeConfiguration<Complaint>
{
    public void Configure(EntityTypeBuilder<Complaint> complaint)
    {
        complaint.HasOne(c => c.Item).WithMany().HasForeignKey(c => c.ItemId).OnDelete(DeleteBehavior.Restrict);
        complaint.HasIndex(c => new { c.ClientId, c.ItemId }).IsUnique();
        complaint.HasIndex(c => new { c.ClientId, c.Code }).IsUnique();
        complaint.HasIndex(c => new { c.ClientId, c.ResolveBy });
    }
}

internal sealed class ReplyTemplateConfiguration : IEntityTypeConfiguration<ReplyTemplate>
{
    public void Configure(EntityTypeBuilder<ReplyTemplate> template)
    {
        template.HasOne<Client>().WithMany().HasForeignKey(t => t.ClientId);
        template.HasIndex(t => new { t.ClientId, t.Name }).IsUnique();
    }
}

internal sealed class LearntTriageConfiguration : IEntityTypeConfiguration<LearntTriage>
{
    public void Configure(EntityTypeBuilder<LearntTriage> learnt)
    {
        learnt.HasOne<StoredFile>().WithMany().HasForeignKey(l => l.FileId).OnDelete(DeleteBehavior.Restrict);
        learnt.HasIndex(l => new { l.ClientId, l.At });
    }
}
