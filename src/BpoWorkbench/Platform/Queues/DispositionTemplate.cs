using System.Globalization;
using System.Resources;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Queues;

/// <summary>Names of templates and their outcomes.</summary>
public sealed class DispositionTemplateTexts;

/// <summary>Outcomes a new queue starts with, written in the language of the client.</summary>
public sealed record DispositionTemplate(string Code, IReadOnlyList<TemplateOutcome> Outcomes)
{
    private static readonly ResourceManager Texts = new(typeof(DispositionTemplateTexts));

    private const CountsAs Reached = CountsAs.Attempt | CountsAs.Contact | CountsAs.RightParty;

    private const CountsAs Done = CountsAs.Success | CountsAs.Billable;

    public static readonly IReadOnlyList<DispositionTemplate> All =
    [
        new("call",
        [
            new("resolved", "contact", DispositionEffect.Finish, Reached | Done),
            new("promise", "contact", DispositionEffect.Finish, Reached | Done, Note: true),
            new("no-answer", "no-contact", DispositionEffect.Retry, CountsAs.Attempt, 120, 5, "not-reached"),
            new("busy", "no-contact", DispositionEffect.Retry, CountsAs.Attempt, 30, 5, "not-reached"),
            new("call-back", "contact", DispositionEffect.CallBack, CountsAs.Attempt | CountsAs.Contact),
            new("third-party", "contact", DispositionEffect.Retry, CountsAs.Attempt | CountsAs.Contact, 240, 5, "not-reached"),
            new("wrong-number", "no-contact", DispositionEffect.Finish, CountsAs.Attempt),
            new("refuses", "contact", DispositionEffect.Finish, Reached | CountsAs.Billable),
            new("other-language", "contact", DispositionEffect.Finish, CountsAs.Attempt | CountsAs.Contact, Note: true),
            new("not-reached", "no-contact", DispositionEffect.Finish, CountsAs.None),
        ]),
        new("data",
        [
            new("correct", "checked", DispositionEffect.Finish, Done),
            new("corrected", "checked", DispositionEffect.Finish, Done),
            new("incomplete", "not-checked", DispositionEffect.Finish, CountsAs.Billable, Note: true),
            new("duplicate", "not-checked", DispositionEffect.Finish, CountsAs.Billable),
            new("not-verifiable", "not-checked", DispositionEffect.Finish, CountsAs.None, Note: true),
            new("check-later", "not-checked", DispositionEffect.CallBack, CountsAs.None),
        ]),
        new("internal",
        [
            new("done", "", DispositionEffect.Finish, Done),
            new("not-applicable", "", DispositionEffect.Finish, CountsAs.Billable),
            new("rejected", "", DispositionEffect.Finish, CountsAs.Billable, Note: true),
            new("duplicate", "", DispositionEffect.Finish, CountsAs.None),
            new("waiting-for-information", "", DispositionEffect.CallBack, CountsAs.None, Note: true),
        ]),
        new("email",
        [
            new("answered", "", DispositionEffect.Finish, Done),
            new("done", "", DispositionEffect.Finish, Done),
            new("no-answer-needed", "", DispositionEffect.Finish, CountsAs.Billable),
            new("not-for-us", "", DispositionEffect.Finish, CountsAs.None, Note: true),
            new("duplicate", "", DispositionEffect.Finish, CountsAs.None),
            new("waiting-for-information", "", DispositionEffect.CallBack, CountsAs.None, Note: true),
        ]),
    ];

    /// <summary>Writes the outcomes into a queue.</summary>
    public void Apply(Queue queue, string language)
    {
        // Of the languages of Spain's clients only Spanish has been written; the others of Spain fall back on it.
        var culture = CultureInfo.GetCultureInfo(language is "es" or "ca" or "gl" or "eu" ? "es" : "en");
        foreach (var outcome in Outcomes)
        {
            queue.Dispositions.Add(new Disposition(queue, outcome.Code, Say($"outcome.{outcome.Code}", culture), outcome.Effect, outcome.Counts)
            {
                Group = outcome.Group.Length == 0 ? "" : Say($"group.{outcome.Group}", culture),
                Order = queue.Dispositions.Count + 1,
                RetryMinutes = outcome.RetryMinutes,
                MaxAttempts = outcome.Attempts,
                ThenCode = outcome.Then,
                NoteRequired = outcome.Note,
            });
        }
    }

    /// <summary>The outcomes another queue offers, for a new one.</summary>
    public static void Copy(Queue from, Queue to)
    {
        foreach (var one in from.Dispositions.Where(d => !d.Retired).OrderBy(d => d.Order))
        {
            to.Dispositions.Add(new Disposition(to, one.Code, one.Label, one.Effect, one.Counts)
            {
                Group = one.Group,
                Order = one.Order,
                RetryMinutes = one.RetryMinutes,
                MaxAttempts = one.MaxAttempts,
                ThenCode = one.ThenCode,
                NoteRequired = one.NoteRequired,
                // A field that the new queue lacks could never be filled in.
                RequiredFields = [.. one.RequiredFields.Where(code => to.Fields.Any(f => f.Code == code))],
            });
        }
    }

    private static string Say(string key, CultureInfo culture) => Texts.GetString(key, culture) ?? key;
}

/// <summary>One outcome of a template; its label is "outcome.{Code}".</summary>
public sealed record TemplateOutcome(
    string Code, string Group, DispositionEffect Effect, CountsAs Counts, int RetryMinutes = 0, int Attempts = 0, string? Then = null, bool Note = false);
