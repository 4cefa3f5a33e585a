using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Platform.Access;

/// <summary>The way in for one person; the link itself where no mail can be sent.</summary>
public sealed record WayIn(string Name, string Email, string? Link);

/// <summary>Sends a person the link with which they choose a password, or hands it to whoever asked where there is no mail server.</summary>
public sealed class LetIn(AccessLinks links, HouseSettings settings, AccessMail mail)
{
    /// <summary>Adds the mail to the context; the caller saves.</summary>
    /// <param name="here">The address of the workbench as the one who asks sees it; for a link that is shown to them.</param>
    /// <param name="clientId">Whose mail it is.</param>
    public async Task<WayIn> Run(WorkbenchDb db, Person person, AccessKind kind, string here, string? from, long clientId = IClientOwned.House)
    {
        if (person.Demonstration)
        {
            throw new Refusal("person.demonstration", person.Name);
        }

        if (await settings.Read<SmtpSettings>(SmtpSettings.Key) is not { } smtp)
        {
            return new(person.Name, person.Email!, await links.For(person, kind, here));
        }

        db.Outbox.Add(mail.Compose(person, kind, await links.For(person, kind, smtp.Site), from, clientId));
        return new(person.Name, person.Email!, null);
    }
}
