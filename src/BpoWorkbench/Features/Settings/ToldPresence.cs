using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Settings;

/// <summary>Whom a program outside put into which code.</summary>
public sealed record ToldRow(long Id, DateTime At, string Person, string Code, string Key, string Ending);

/// <summary>What programs outside said lately of agents, and by which key.</summary>
public sealed class ToldPresence(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, IStringLocalizer<AttendanceTexts> words)
{
    private const int Last = 20;

    /// <returns>The newest first.</returns>
    public async Task<List<ToldRow>> Read(CancellationToken stop = default)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var told = await (from span in db.PresenceSpans.AsNoTracking()
                          where span.KeyId != null
                          join key in db.ApiKeys on span.KeyId equals key.Id
                          join person in db.Users on span.PersonId equals person.Id
                          join code in db.PresenceCodes on span.CodeId equals code.Id
                          orderby span.Id descending
                          select new { span.Id, span.From, Person = person.Name, Code = code, Key = key.Name, key.Ending }).Take(Last).ToListAsync(stop);
        return told.ConvertAll(t => new ToldRow(t.Id, t.From, t.Person, words.NameOf(t.Code), t.Key, t.Ending));
    }
}
