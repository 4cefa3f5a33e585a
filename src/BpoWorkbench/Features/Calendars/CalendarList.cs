using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Calendars;

/// <summary>A calendar in the list; its client is null for the house's own.</summary>
public sealed record CalendarRow(long Id, string Name, string Zone, string? Client, string Colour, int DaysAhead, DateOnly? LastDay, int Queues);

/// <summary>Somebody a calendar may be made for.</summary>
public sealed record CalendarOwner(long Id, string Name, string Colour, string TimeZone);

/// <summary>The calendars of the clients this person runs queues for, and of the house where they run it.</summary>
public sealed class CalendarList(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, Site site)
{
    public async Task<List<CalendarRow>> Find(long? client, CancellationToken stop)
    {
        var mine = scope.With(Permissions.Queues);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(site.Today, site.Zone));
        await using var db = await dbs.CreateDbContextAsync(stop);
        var used = (await db.Queues.Where(q => q.State != QueueState.Closed).Select(q => q.Policies.OrderByDescending(p => p.ValidFrom).Select(p => p.CalendarId).First()).ToListAsync(stop))
            .OfType<long>().CountBy(id => id).ToDictionary();
        var clients = await db.Clients.Select(c => new { c.Id, c.Name, c.Colour }).ToDictionaryAsync(c => c.Id, stop);
        var found = await db.Calendars.AsNoTracking().Include(c => c.Days).Where(c => mine.Contains(c.ClientId) && (client == null || c.ClientId == client)).ToListAsync(stop);
        return [.. found.Select(c => new CalendarRow(c.Id, c.Name, c.Zone, clients.GetValueOrDefault(c.ClientId)?.Name, clients.GetValueOrDefault(c.ClientId)?.Colour ?? "",
                c.Days.Count(d => d.Date >= today), c.Days.Max(d => (DateOnly?)d.Date), used.GetValueOrDefault(c.Id)))
            .OrderBy(r => r.Client, StringComparer.CurrentCultureIgnoreCase).ThenBy(r => r.Name, StringComparer.CurrentCultureIgnoreCase)];
    }

    /// <summary>Whom this person may make calendars for; the house, with id 0 and no name, comes first.</summary>
    public async Task<List<CalendarOwner>> Owners()
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        var clients = await db.Clients.Where(c => mine.Contains(c.Id) && c.Active).OrderBy(c => c.Name).Select(c => new CalendarOwner(c.Id, c.Name, c.Colour, c.TimeZone)).ToListAsync();
        return [.. mine.Contains(IClientOwned.House) ? [new CalendarOwner(IClientOwned.House, "", "", site.Zone.Id)] : Array.Empty<CalendarOwner>(), .. clients];
    }
}
