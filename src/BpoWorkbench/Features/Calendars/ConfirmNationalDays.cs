using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Calendars;

/// <summary>Who compared a year's national days with their source, and what the days were.</summary>
public sealed record Confirmation(string Person, DateTime At, string Days);

/// <summary>A shipped year, and who confirmed it; null while nobody has.</summary>
public sealed record NationalYear(HolidayYear Year, Confirmation? Confirmed);

/// <summary>The shipped years of national days, newest first.</summary>
public sealed class NationalYears(HouseSettings settings, ClientScope scope)
{
    internal const string Key = "national-days";

    public bool MayConfirm => scope.Allows(Permissions.Settings, IClientOwned.House);

    public async Task<List<NationalYear>> Read()
    {
        var known = await settings.Read<Dictionary<int, Confirmation>>(Key) ?? [];
        // Days that a newer version ships otherwise have been confirmed by nobody.
        return [.. NationalDays.Spain.OrderByDescending(y => y.Year).Select(y => new NationalYear(y, known.GetValueOrDefault(y.Year) is { } seen && seen.Days == Print(y) ? seen : null))];
    }

    internal static string Print(HolidayYear year) => string.Join(' ', year.Days.Select(d => d.Date.ToString("yyyyMMdd", System.Globalization.CultureInfo.InvariantCulture)));
}

/// <summary>A person says that a year's national days are what their source says.</summary>
public sealed class ConfirmNationalDays(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, HouseSettings settings, TimeProvider time)
{
    public async Task Run(int year)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        var shipped = NationalDays.Spain.FirstOrDefault(y => y.Year == year) ?? throw new Refusal("calendar.year-unknown", year);
        var me = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync();
        var name = await db.Users.Where(p => p.Id == me).Select(p => p.Name).SingleAsync();
        await db.Write(async () =>
        {
            // Two may confirm different years at once.
            await db.Engine.Alone(db, NationalYears.Key);
            var known = await settings.Read<Dictionary<int, Confirmation>>(NationalYears.Key) ?? [];
            known[year] = new Confirmation(name, time.Now(), NationalYears.Print(shipped));
            await settings.Put(db, NationalYears.Key, known);
            await db.SaveChangesAsync();
        });
    }
}
