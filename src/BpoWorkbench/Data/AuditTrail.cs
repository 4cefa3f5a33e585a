using System.Globalization;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BpoWorkbench.Data;

/// <summary>Writes who changed which field of what, for everything that has no events of its own.</summary>
internal static class AuditTrail
{
    // Work items have events, messages and imports their own life; counters and presence are figures; a view of the wallboard is its owner's taste; the rest is the plumbing of signing in.
    private static readonly HashSet<Type> Left =
    [
        typeof(WorkItem), typeof(WorkEvent), typeof(WorkNote), typeof(ClientQuestion), typeof(Transfer), typeof(Counter), typeof(CounterDelta), typeof(Lane), typeof(Presence),
        typeof(PresenceSpan), typeof(BoardView), typeof(Change),
        typeof(StoredFile), typeof(OutboxMessage), typeof(ImportBatch), typeof(RejectedRow), typeof(ImportChange), typeof(KnownShape), typeof(TakenRequest), typeof(EmailMessage), typeof(LearntTriage),
        typeof(IdentityUserClaim<long>), typeof(IdentityUserLogin<long>), typeof(IdentityUserToken<long>),
    ];

    private static readonly HashSet<string> Secret = ["PasswordHash", "SecurityStamp", "ConcurrencyStamp", "Secret", "Hash"];

    /// <summary>The entities about to be inserted that deserve a line saying who made them.</summary>
    public static List<object> Created(WorkbenchDb db) =>
        [.. db.ChangeTracker.Entries().Where(e => e.State == EntityState.Added && Audited(e)).Select(e => e.Entity)];

    public static void Write(WorkbenchDb db, List<object> created, long? personId, DateTime now)
    {
        foreach (var entry in created.Select(db.Entry))
        {
            var values = entry.Properties.Where(p => !Secret.Contains(p.Metadata.Name) && p.CurrentValue is not null)
                .ToDictionary(p => p.Metadata.Name, p => Text(p, p.CurrentValue));
            db.Changes.Add(new Change(ClientOf(entry.Entity), entry.Metadata.ClrType.Name, IdOf(entry), "", null, JsonSerializer.Serialize(values), personId, now));
        }
    }

    public static void Changes(WorkbenchDb db, long? personId, DateTime now)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(e => e.State is EntityState.Modified or EntityState.Deleted && Audited(e)).ToList())
        {
            foreach (var property in Changed(entry))
            {
                db.Changes.Add(new Change(ClientOf(entry.Entity), entry.Metadata.ClrType.Name, IdOf(entry), property.Metadata.Name,
                    Text(property, property.OriginalValue), entry.State == EntityState.Deleted ? null : Text(property, property.CurrentValue), personId, now));
            }
        }
    }

    private static bool Audited(EntityEntry entry) => !Left.Contains(entry.Entity.GetType());

    private static IEnumerable<PropertyEntry> Changed(EntityEntry entry) => entry.State == EntityState.Deleted
        ? entry.Properties.Where(p => p.Metadata.IsPrimaryKey())
        : entry.Properties.Where(p => p.IsModified && p.Metadata.Name is not ("Version" or "UserName" or "NormalizedUserName" or "NormalizedEmail" or "AccessFailedCount" or "LockoutEnd" or "LastSignInAt" or "ConcurrencyStamp" or nameof(Queue.SkillsPending)));

    private static long ClientOf(object entity) => entity switch
    {
        IClientOwned owned => owned.ClientId,
        Client client => client.Id,
        _ => IClientOwned.House,
    };

    private static long IdOf(EntityEntry entry) =>
        entry.Metadata.FindPrimaryKey()!.Properties[^1] is var key && entry.Property(key.Name).CurrentValue is long id ? id : 0;

    private static string? Text(PropertyEntry property, object? value) => value switch
    {
        null => null,
        _ when Secret.Contains(property.Metadata.Name) => "•",
        string text => text,
        DateTime moment => moment.ToString("O", CultureInfo.InvariantCulture),
        DateOnly day => day.ToString("O", CultureInfo.InvariantCulture),
        IFormattable plain => plain.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(value),
    };
}
