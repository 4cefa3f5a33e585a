using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;

namespace BpoWorkbench.Features.Email;

/// <summary>What belongs to an item of mail.</summary>
internal static class ItemMail
{
    /// <summary>What came in for it, the newest first: that is what is answered and decided about.</summary>
    public static IQueryable<EmailMessage> Incoming(this WorkbenchDb db, long itemId) =>
        db.Emails.Where(m => m.ItemId == itemId && !m.IsOurs).OrderByDescending(m => m.At).ThenByDescending(m => m.Id);

    /// <summary>What messages of a queue can end with, the first of them where a category names none.</summary>
    public static IQueryable<Disposition> Outcomes(this WorkbenchDb db, long queueId) =>
        db.Dispositions.Where(d => d.QueueId == queueId && !d.Retired && d.Effect == DispositionEffect.Finish).OrderBy(d => d.Order);

    /// <returns>Null where there is none at all.</returns>
    public static Disposition? Of(this List<Disposition> outcomes, EmailCategory category) =>
        outcomes.Find(o => o.Code == category.OutcomeCode) ?? (outcomes is [var first, ..] ? first : null);
}
