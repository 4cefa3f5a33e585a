using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Metadata.Conventions;

namespace BpoWorkbench.Data;

/// <summary>The database. One context per operation, from the scoped factory; it sees and writes only what its scope allows.</summary>
public partial class WorkbenchDb(DbContextOptions options, ClientScope scope, Engine engine, LiveFeed live, TimeProvider time)
    : IdentityUserContext<Person, long>(options)
{
    /// <summary>The database behind it.</summary>
    public Engine Engine => engine;

    public DbSet<Client> Clients => Set<Client>();

    public DbSet<Customer> Customers => Set<Customer>();

    public DbSet<Queue> Queues => Set<Queue>();

    public DbSet<ServicePolicy> Policies => Set<ServicePolicy>();

    public DbSet<BusinessCalendar> Calendars => Set<BusinessCalendar>();

    public DbSet<Disposition> Dispositions => Set<Disposition>();

    public DbSet<Lane> Lanes => Set<Lane>();

    public DbSet<WorkItem> WorkItems => Set<WorkItem>();

    public DbSet<WorkEvent> WorkEvents => Set<WorkEvent>();

    public DbSet<WorkNote> WorkNotes => Set<WorkNote>();

    public DbSet<ClientQuestion> Questions => Set<ClientQuestion>();

    public DbSet<Transfer> Transfers => Set<Transfer>();

    public DbSet<WorkFile> WorkFiles => Set<WorkFile>();

    public DbSet<StoredFile> Files => Set<StoredFile>();

    public DbSet<Counter> Counters => Set<Counter>();

    public DbSet<CounterDelta> CounterDeltas => Set<CounterDelta>();

    public DbSet<ImportBatch> ImportBatches => Set<ImportBatch>();

    public DbSet<ImportChange> ImportChanges => Set<ImportChange>();

    public DbSet<KnownShape> KnownShapes => Set<KnownShape>();

    public DbSet<RejectedRow> RejectedRows => Set<RejectedRow>();

    public DbSet<Mailbox> Mailboxes => Set<Mailbox>();

    public DbSet<EmailMessage> Emails => Set<EmailMessage>();

    public DbSet<EmailCategory> EmailCategories => Set<EmailCategory>();

    public DbSet<Complaint> Complaints => Set<Complaint>();

    public DbSet<ReplyTemplate> ReplyTemplates => Set<ReplyTemplate>();

    public DbSet<LearntTriage> LearntTriages => Set<LearntTriage>();

    public DbSet<Change> Changes => Set<Change>();

    public DbSet<Grant> Grants => Set<Grant>();

    public DbSet<Team> Teams => Set<Team>();

    public DbSet<TeamMember> TeamMembers => Set<TeamMember>();

    public DbSet<Skill> Skills => Set<Skill>();

    public DbSet<PersonSkill> PersonSkills => Set<PersonSkill>();

    public DbSet<Block> Blocks => Set<Block>();

    public DbSet<BoardView> BoardViews => Set<BoardView>();

    public DbSet<Presence> Presences => Set<Presence>();

    public DbSet<PresenceCode> PresenceCodes => Set<PresenceCode>();

    public DbSet<PresenceSpan> PresenceSpans => Set<PresenceSpan>();

    /// <summary>The query filter that hides items and customers of an import that is not yet published.</summary>
    public const string PublishedFilter = "Published";

    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<TakenRequest> TakenRequests => Set<TakenRequest>();

    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();

    /// <summary>What the query filters compare with; read anew by every query.</summary>
    internal long[] ScopeClients => scope.Clients;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(WorkbenchDb).Assembly);
        builder.Entity<Client>().HasQueryFilter(Wall.FilterName, c => ScopeClients.Contains(c.Id));
        foreach (var entity in builder.Model.GetEntityTypes().Where(e => e.ClrType.IsAssignableTo(typeof(IClientOwned))).ToList())
        {
            BuildWall.MakeGenericMethod(entity.ClrType).Invoke(this, [builder]);
        }

        Wall.JoinInside(builder.Model);
        IndexForeignKeys(builder.Model);

        builder.Entity<WorkItem>().HasQueryFilter(PublishedFilter, i => i.BatchId == null || !ImportBatches.Any(b => b.Id == i.BatchId && b.PublishedAt == null));
        builder.Entity<Customer>().HasQueryFilter(PublishedFilter, c => c.BatchId == null || !ImportBatches.Any(b => b.Id == c.BatchId && b.PublishedAt == null));
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            entity.SetTableName(entity.ClrType.Name.Split('`')[0].Replace("Identity", "", StringComparison.Ordinal));
            if (entity.FindProperty("Version") is { } version)
            {
                version.IsConcurrencyToken = true;
            }
        }

        engine.Shape(builder);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Conventions.Remove<ForeignKeyIndexConvention>();
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcMilliseconds>();
        configurationBuilder.Properties<Enum>().HaveConversion<int>();
    }

    // One index more for every key that holds the client would be dear: any that begins with the same column finds the rows as well.
    private static void IndexForeignKeys(IMutableModel model)
    {
        foreach (var key in model.GetEntityTypes().SelectMany(e => e.GetDeclaredForeignKeys()))
        {
            var (table, first) = (key.DeclaringEntityType, key.Properties[0]);
            if (!table.GetKeys().Any(k => k.Properties[0] == first) && !table.GetIndexes().Any(i => i.Properties[0] == first && (i.GetFilter() is null || i.GetFilter() == $"\"{first.Name}\" IS NOT NULL")))
            {
                table.AddIndex(first);
            }
        }
    }

    private static readonly System.Reflection.MethodInfo BuildWall =
        typeof(WorkbenchDb).GetMethod(nameof(Enclose), System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.NonPublic)!;

    private void Enclose<T>(ModelBuilder builder)
        where T : class, IClientOwned
    {
        builder.Entity<T>().HasQueryFilter(Wall.FilterName, e => ScopeClients.Contains(e.ClientId));
        // As a concurrency token it stands in the WHERE of every UPDATE and DELETE: filters guard reads only.
        builder.Entity<T>().Property(e => e.ClientId).IsConcurrencyToken();
    }
}
