using System.Net;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.Access;

/// <summary>The mail that brings a person their link, in their language.</summary>
public sealed class AccessMail(IStringLocalizer<AccessTexts> words, TimeProvider time)
{
    public OutboxMessage Compose(Person person, AccessKind kind, string link, string? from, long clientId) => InLanguage.Say(person.Language, () =>
    {
        string hello = words["mail.hello", person.Name], text = words[$"mail.{kind}.text", person.Name, from ?? words["mail.somebody"].Value], end = words[$"mail.{kind}.end"];
        var html = $"""
            <div style="font:16px/24px sans-serif;max-width:520px">
            <p>{WebUtility.HtmlEncode(hello)}</p><p>{WebUtility.HtmlEncode(text)}</p>
            <p><a href="{WebUtility.HtmlEncode(link)}" style="display:inline-block;padding:8px 16px;border-radius:6px;background:#2449d8;color:#fff;text-decoration:none">{WebUtility.HtmlEncode(words[$"mail.{kind}.button"])}</a></p>
            <p style="color:#565c68">{WebUtility.HtmlEncode(end)}</p></div>
            """;
        return new OutboxMessage(clientId, person.Email!, words[$"mail.{kind}.subject"], $"{hello}\n\n{text}\n\n{link}\n\n{end}\n", html, time.Now()) { Confidential = true };
    });
}
