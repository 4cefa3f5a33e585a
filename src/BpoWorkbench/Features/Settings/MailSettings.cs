using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Settings;

/// <summary>The mail server the house uses.</summary>
public sealed class MailSettings(HouseSettings settings, ClientScope scope)
{
    /// <summary>The form as it stands; new, with the address under which this is seen, where nothing is set.</summary>
    public async Task<MailForm> Read(string here)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        return await settings.Read<SmtpSettings>(SmtpSettings.Key) is { } smtp ? MailForm.Of(smtp) : new MailForm { Site = here.TrimEnd('/') };
    }
}

/// <summary>Stores the mail server; its password is kept protected and never shown again.</summary>
public sealed class SaveMail(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, HouseSettings settings)
{
    public async Task Run(MailForm form)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        if (form.Faults().Values.FirstOrDefault() is { } fault)
        {
            throw new Refusal(fault);
        }

        await using var db = await dbs.CreateDbContextAsync();
        // Another server must not be handed the password of the one before.
        var known = await settings.Read<SmtpSettings>(SmtpSettings.Key);
        var same = known is not null && known.Host == form.Settings.Host && known.User == form.Settings.User;
        await settings.Put(db, SmtpSettings.Key, form.Settings, form.Password.Length > 0 ? form.Password : same ? null : "");
        await db.SaveChangesAsync();
    }
}

/// <summary>Sends a mail to the signed-in administrator at once, and reports what the server answered.</summary>
public sealed class TestMail(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, HouseSettings settings, IStringLocalizer<SettingsTexts> words, TimeProvider time)
{
    /// <returns>To whom it went, and how that ended.</returns>
    public async Task<(string To, HandOver Result)> Run(MailForm form, CancellationToken stop)
    {
        scope.Require(Permissions.Settings, IClientOwned.House);
        var me = scope.RequirePerson();
        await using var db = await dbs.CreateDbContextAsync(stop);
        var to = await db.Users.Where(p => p.Id == me).Select(p => p.Email!).SingleAsync(stop);
        var known = await settings.Read<SmtpSettings>(SmtpSettings.Key);
        var password = form.Password.Length > 0 ? form.Password
            : known?.Host == form.Settings.Host && known.User == form.Settings.User ? await settings.Secret(SmtpSettings.Key) : null;
        var test = new OutboxMessage(IClientOwned.House, to, words["mail.test.subject"], words["mail.test.text"], null, time.Now());
        return (to, await new SmtpConnection(form.Settings, password).Send(test, stop));
    }
}
