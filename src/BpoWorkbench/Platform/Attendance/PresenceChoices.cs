using BpoWorkbench.Data;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>A code one can be in.</summary>
public sealed record PresenceChoice(long Id, string Name, bool ReceivesWork, bool Productive);

/// <summary>What somebody is in, and what they may choose.</summary>
public sealed record MyPresence(PresenceChoice Now, DateTime Since, IReadOnlyList<PresenceChoice> Choices);

/// <summary>The codes of the house, as the reader calls them, and the one they are in.</summary>
public sealed class PresenceChoices(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, PersonBell bell, IStringLocalizer<AttendanceTexts> words)
{
    /// <summary>Calls back when it may have changed, here or elsewhere, until disposed.</summary>
    public IDisposable? Watch(Func<Task> changed) => scope.PersonId is { } me && scope.Allows(Permissions.Work) ? bell.Listen(me, changed) : null;

    /// <returns>Null where the reader has not been at a desk yet, or does no work.</returns>
    public async Task<MyPresence?> Mine()
    {
        if (scope.PersonId is not { } person || !scope.Allows(Permissions.Work))
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync();
        var presence = await db.Presences.AsNoTracking().Include(p => p.Code).SingleOrDefaultAsync(p => p.PersonId == person);
        var codes = await db.PresenceCodes.AsNoTracking().Where(c => !c.Retired).OrderBy(c => c.Order).ThenBy(c => c.Id).ToListAsync();
        return presence is null ? null : new(Choice(presence.Code!), presence.Since, codes.ConvertAll(Choice));
    }

    private PresenceChoice Choice(PresenceCode code) => new(code.Id, words.NameOf(code), code.ReceivesWork, code.Productive);
}

/// <summary>What codes are called.</summary>
public static class PresenceNames
{
    /// <summary>The name the house gave it, or the text of a shipped one in the reader's language.</summary>
    public static string NameOf(this IStringLocalizer<AttendanceTexts> words, PresenceCode code) => code.Name.Length > 0 ? code.Name : words[$"code.{code.Key}"];
}
