using BpoWorkbench.Data;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Account;

/// <summary>Mails a link for a new password to whoever forgot theirs. Whether the address is known is not told.</summary>
public sealed class AskForReset(HouseSettings settings, ScopedWork scoped)
{
    /// <returns>False when no mail can be sent from here.</returns>
    public async Task<bool> Run(string email)
    {
        if (await settings.Read<SmtpSettings>(SmtpSettings.Key) is not { } smtp)
        {
            return false;
        }

        await scoped.AsSystem(async services =>
        {
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync();
            var known = Person.NormaliseEmail(email);
            var person = await db.Users.AsNoTracking().SingleOrDefaultAsync(p => p.NormalizedEmail == known && p.Active && !p.Demonstration);
            if (person is not null)
            {
                var kind = person.IsInvited ? AccessKind.Invitation : AccessKind.Reset;
                await services.GetRequiredService<LetIn>().Run(db, person, kind, smtp.Site, from: null);
                await db.SaveChangesAsync();
            }
        });
        return true;
    }
}
