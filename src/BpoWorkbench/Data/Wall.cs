using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata;

namespace BpoWorkbench.Data;

/// <summary>
/// The wall between clients, on the writing side: a write outside the scope is refused before it reaches the database, and the database
/// refuses a row of one client that points at a row of another.
/// </summary>
public static class Wall
{
    /// <summary>The query filter that keeps reads inside the scope.</summary>
    public const string FilterName = "Client";

    public static void Check(ChangeTracker tracker, ClientScope scope)
    {
        foreach (var entry in tracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted))
        {
            var inside = entry.Entity switch
            {
                // What is written on the way is signed with its subject's client; who may touch the subject is checked on the subject.
                Change when entry.State == EntityState.Added => true,
                IClientOwned owned => scope.Clients.Contains(owned.ClientId) && SameClient(entry),
                Client client => entry.State == EntityState.Added ? scope.Clients.Contains(IClientOwned.House) : scope.Clients.Contains(client.Id),
                _ => true,
            };
            if (!inside)
            {
                throw new Refusal("access.denied");
            }
        }
    }

    /// <summary>Every foreign key from one client-owned row to another holds the client too.</summary>
    internal static void JoinInside(IMutableModel model)
    {
        var keys = model.GetEntityTypes().SelectMany(e => e.GetDeclaredForeignKeys())
            .Where(k => k.Properties.Count == 1 && Owned(k.DeclaringEntityType) && Owned(k.PrincipalEntityType)).ToList();
        foreach (var key in keys)
        {
            var (from, to) = (key.DeclaringEntityType, key.PrincipalEntityType);
            IMutableProperty[] target = [key.PrincipalKey.Properties[0], to.FindProperty(nameof(IClientOwned.ClientId))!];
            key.SetProperties([key.Properties[0], from.FindProperty(nameof(IClientOwned.ClientId))!], to.FindKey(target) ?? to.AddKey(target));
        }
    }

    private static bool Owned(IMutableEntityType entity) => entity.ClrType.IsAssignableTo(typeof(IClientOwned));

    private static bool SameClient(EntityEntry entry) =>
        entry.State == EntityState.Added
        || Equals(entry.Property(nameof(IClientOwned.ClientId)).OriginalValue, entry.Property(nameof(IClientOwned.ClientId)).CurrentValue);
}
