using System.Globalization;
using System.Net;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Access;

/// <summary>The way in for one person; the link itself where no mail can be sent.</summary>
public sealed record WayIn(string Name, string Email, string? Link);

/// <summary>Sends a person the link with which they choose a password, or hands it to whoever asked where there is no mail server.</summary>
public sealed class LetIn(AccessLinks links, HouseSettings settings, IStringLocalizer<AccessTexts> words, TimeProvider time)
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

        db.Outbox.Add(Compose(person, kind, await links.For(person, kind, smtp.Site), from, clientId));
        return new(person.Name, person.Email!, null);
    }

    private OutboxMessage Compose(Person person, AccessKind kind, string link, string? from, long clientId)
    {
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(person.Language);
        try
        {
            string hello = words["mail.hello", person.Name], text = words[$"mail.{kind}.text", person.Name, from ?? words["mail.somebody"].Value], end = words[$"mail.{kind}.end"];
            var html = $"""
                <div style="font:16px/24px sans-serif;max-width:520px">
                <p>{WebUtility.HtmlEncode(hello)}</p><p>{WebUtility.HtmlEncode(text)}</p>
                <p><a href="{WebUtility.HtmlEncode(link)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#2449d8;color:#fff;text-decoration:none">{WebUtility.HtmlEncode(words[$"mail.{kind}.button"])}</a></p>
                <p style="color:#565c68">{WebUtility.HtmlEncode(end)}</p></div>
                """;
            return new OutboxMessage(clientId, person.Email!, words[$"mail.{kind}.subject"], $"{hello}\n\n{text}\n\n{link}\n\n{end}\n", html, time.Now()) { Confidential = true };
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
