using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class WorkItemConfiguration : IEntityTypeConfiguration<WorkItem>
{
    public void Configure(EntityTypeBuilder<WorkItem> item)
    {
        item.Ignore(i => i.IsOpen);
        item.Ignore(i => i.IsUntouched);
        item.Property(i => i.Fields).AsJson();
        item.HasOne(i => i.Queue).WithMany().HasForeignKey(i => i.QueueId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne(i => i.Policy).WithMany().HasForeignKey(i => i.PolicyId).OnDelete(DeleteBehavior.Restrict);
        // Its clock is counted by it, in verbs that everybody calls.
        item.Navigation(i => i.Policy).AutoInclude();
        item.HasOne<Lane>().WithMany().HasForeignKey(i => i.LaneId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne(i => i.Customer).WithMany().HasForeignKey(i => i.CustomerId).OnDelete(DeleteBehavior.Restrict);
        item.HasOne(i => i.Disposition).WithMany().HasForeignKey(i => i.DispositionId).OnDelete(DeleteBehavior.Restrict);
        item.HasMany(i => i.Events).WithOne(e => e.Item).HasForeignKey(e => e.ItemId);
        item.HasMany(i => i.Notes).WithOne(n => n.Item).HasForeignKey(n => n.ItemId);
        item.HasOne(i => i.Parent).WithMany().HasForeignKey(i => i.ParentId).OnDelete(DeleteBehavior.Restrict);

        item.HasIndex(i => i.ParentId).HasFilter("\"ParentId\" IS NOT NULL");
        item.HasIndex(i => new { i.QueueId, i.ExternalKey }).IsUnique();
        item.HasOne<ImportBatch>().WithMany().HasForeignKey(i => i.BatchId).OnDelete(DeleteBehavior.Restrict);
        // Partial indexes, each as long as the work it is about and no longer; the numbers are those of WorkState and Promise.
        item.HasIndex(i => new { i.LaneId, i.Due, i.Id }).HasFilter("\"State\" = 1").HasDatabaseName("IX_WorkItem_Heads");
        item.HasIndex(i => new { i.OwnerId, i.Id }).HasFilter("\"State\" = 2").HasDatabaseName("IX_WorkItem_Held");
        item.HasIndex(i => i.WakeAt).HasFilter("\"State\" = 3").HasDatabaseName("IX_WorkItem_Wakes");
        item.HasIndex(i => i.WaitingOn).HasFilter("\"State\" = 3 AND \"WaitingOn\" = 4").HasDatabaseName("IX_WorkItem_Parents");
        item.HasIndex(i => i.Due).HasFilter("\"State\" < 4 AND \"Promise\" = 0").HasDatabaseName("IX_WorkItem_Promised");
        item.HasIndex(i => i.WarnAt).HasFilter("\"State\" < 4 AND \"Promise\" = 0 AND \"WarnedAt\" IS NULL").HasDatabaseName("IX_WorkItem_Warns");
        item.HasIndex(i => i.EaseAt).HasFilter("\"State\" = 1 AND \"EaseAt\" IS NOT NULL").HasDatabaseName("IX_WorkItem_Eases");
        item.HasIndex(i => new { i.DoneBy, i.DoneAt }).HasFilter("\"State\" = 4").HasDatabaseName("IX_WorkItem_DoneBy");
        item.HasIndex(i => new { i.QueueId, i.State, i.ReceivedAt }).HasFilter("\"State\" < 4").HasDatabaseName("IX_WorkItem_Oldest");
        item.HasIndex(i => new { i.QueueId, i.State, i.Due, i.Id });
        item.HasIndex(i => new { i.QueueId, i.DoneAt });
        item.HasIndex(i => new { i.ReceivedAt, i.Id });
    }
}

internal sealed class WorkEventConfiguration : IEntityTypeConfiguration<WorkEvent>
{
    public void Configure(EntityTypeBuilder<WorkEvent> step)
    {
        step.HasIndex(e => new { e.ItemId, e.At });
        step.HasIndex(e => new { e.ClientId, e.At });
        step.HasIndex(e => new { e.PersonId, e.At });
        // Handed over, sent back, reopened.
        step.HasIndex(e => new { e.ClientId, e.At }, "IX_WorkEvent_Moves").HasFilter("\"Kind\" IN (21, 24, 25)");
        // Given back, or let pass: what is not pressed upon them again.
        step.HasIndex(e => new { e.PersonId, e.At }, "IX_WorkEvent_Passed").HasFilter("\"Kind\" IN (5, 52)");
    }
}

internal sealed class WorkFileConfiguration : IEntityTypeConfiguration<WorkFile>
{
    public void Configure(EntityTypeBuilder<WorkFile> file)
    {
        file.HasOne(f => f.Item).WithMany().HasForeignKey(f => f.ItemId);
        file.HasOne(f => f.File).WithMany().HasForeignKey(f => f.FileId);
    }
}

internal sealed class CounterConfiguration : IEntityTypeConfiguration<Counter>
{
    // The quarter first: a board reads what there is now and one day, however many years lie before it.
    public void Configure(EntityTypeBuilder<Counter> counter) =>
        counter.HasKey(c => new { c.Quarter, c.ClientId, c.QueueId, c.Measure, c.PersonId });
}

internal sealed class PersonConfiguration : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> person)
    {
        person.Ignore(p => p.IsInvited);
        person.HasMany(p => p.Grants).WithOne(g => g.Person).HasForeignKey(g => g.PersonId);
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> grant)
    {
        grant.HasIndex(g => new { g.PersonId, g.ClientId, g.Role }).IsUnique();
        grant.HasOne<Client>().WithMany().HasForeignKey(g => g.ClientId);
    }
}

internal sealed class TeamConfiguration : IEntityTypeConfiguration<Team>
{
    public void Configure(EntityTypeBuilder<Team> team)
    {
        team.HasOne(t => t.Supervisor).WithMany().HasForeignKey(t => t.SupervisorId).OnDelete(DeleteBehavior.SetNull);
        team.HasMany(t => t.Members).WithOne().HasForeignKey(m => m.TeamId);
    }
}

internal sealed class TeamMemberConfiguration : IEntityTypeConfiguration<TeamMember>
{
    public void Configure(EntityTypeBuilder<TeamMember> member)
    {
        member.HasKey(m => m.PersonId);
        member.HasOne(m => m.Person).WithOne().HasForeignKey<TeamMember>(m => m.PersonId);
    }
}

internal sealed class SkillConfiguration : IEntityTypeConfiguration<Skill>
{
    public void Configure(EntityTypeBuilder<Skill> skill) => skill.HasIndex(s => s.Name).IsUnique();
}

internal sealed class PersonSkillConfiguration : IEntityTypeConfiguration<PersonSkill>
{
    public void Configure(EntityTypeBuilder<PersonSkill> skill)
    {
        skill.HasIndex(s => new { s.PersonId, s.SkillId }).IsUnique();
        skill.HasOne<Person>().WithMany().HasForeignKey(s => s.PersonId);
        skill.HasOne<Skill>().WithMany().HasForeignKey(s => s.SkillId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class BlockConfiguration : IEntityTypeConfiguration<Block>
{
    public void Configure(EntityTypeBuilder<Block> block)
    {
        block.Property(b => b.Days).AsJson();
        block.HasOne<Team>().WithMany().HasForeignKey(b => b.TeamId).OnDelete(DeleteBehavior.Cascade);
        block.HasMany(b => b.Queues).WithOne().HasForeignKey(q => q.BlockId);
    }
}

internal sealed class BlockQueueConfiguration : IEntityTypeConfiguration<BlockQueue>
{
    public void Configure(EntityTypeBuilder<BlockQueue> queue) => queue.HasOne(q => q.Queue).WithMany().HasForeignKey(q => q.QueueId);
}

internal sealed class PresenceConfiguration : IEntityTypeConfiguration<Presence>
{
    public void Configure(EntityTypeBuilder<Presence> presence)
    {
        presence.HasKey(p => p.PersonId);
        presence.Property(p => p.PersonId).ValueGeneratedNever();
        presence.HasOne<Person>().WithOne().HasForeignKey<Presence>(p => p.PersonId);
        presence.HasOne(p => p.Code).WithMany().HasForeignKey(p => p.CodeId).OnDelete(DeleteBehavior.Restrict);
        presence.HasMany(p => p.Spans).WithOne().HasForeignKey(s => s.PersonId);
    }
}

internal sealed class PresenceCodeConfiguration : IEntityTypeConfiguration<PresenceCode>
{
    public void Configure(EntityTypeBuilder<PresenceCode> code)
    {
        code.Ignore(c => c.IsFixed);
        code.HasData(PresenceCode.Shipped);
    }
}

internal sealed class PresenceSpanConfiguration : IEntityTypeConfiguration<PresenceSpan>
{
    public void Configure(EntityTypeBuilder<PresenceSpan> span)
    {
        span.HasIndex(s => new { s.PersonId, s.From });
        span.HasOne<PresenceCode>().WithMany().HasForeignKey(s => s.CodeId).OnDelete(DeleteBehavior.Restrict);
        span.HasOne<ApiKey>().WithMany().HasForeignKey(s => s.KeyId).OnDelete(DeleteBehavior.Restrict);
        span.HasIndex(s => s.KeyId).HasFilter("\"KeyId\" IS NOT NULL");
    }
}
