using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;

namespace BpoWorkbench.Data;

/// <summary>Every changed row that has a version gets the next one, so that the second of two writers is told.</summary>
internal static class Versions
{
    public static void Bump(ChangeTracker tracker)
    {
        foreach (var person in tracker.Entries<Person>().Where(e => e.State == EntityState.Modified && !e.Property(p => p.ConcurrencyStamp).IsModified).ToList())
        {
            person.Entity.ConcurrencyStamp = Guid.NewGuid().ToString("N");
        }

        foreach (var entry in tracker.Entries().Where(e => e.State == EntityState.Modified && e.Metadata.FindProperty("Version") is not null))
        {
            var version = entry.Property("Version");
            // Verbs of a work item bump it themselves; a draft saved on the way must not disturb the person typing.
            if (entry.Entity is not WorkItem && Equals(version.CurrentValue, version.OriginalValue))
            {
                version.CurrentValue = (long)version.OriginalValue! + 1;
            }
        }
    }
}
