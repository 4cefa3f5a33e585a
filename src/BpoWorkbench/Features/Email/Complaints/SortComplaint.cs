using BpoWorkbench.Data;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Complaints;

/// <summary>
/// What follows from a message being a complaint, or none after all: it has a code, by which its customer and its client follow it, and a
/// day by which it has to be resolved, where the mailbox promises one (Spain's Ley 10/2025 on customer service asks for 15 working days).
/// Called inside <see cref="WorkbenchDb.Write"/>.
/// </summary>
public sealed class SortComplaint(IDbContextFactory<WorkbenchDb> dbs, Replies replies)
{
    /// <summary>Before <see cref="WorkbenchDb.Write"/>, where the category makes for a letter.</summary>
    public async Task ReadAhead(long itemId, long categoryId)
    {
        await using var db = await dbs.CreateDbContextAsync();
        if (await db.EmailCategories.AnyAsync(c => c.Id == categoryId && c.IsComplaint && c.Does != CategoryDoes.Answer))
        {
            await replies.ReadAhead(itemId);
        }
    }

    internal async Task Run(ChangeItem.Step step, EmailCategory category, Mailbox? mailbox, string agent)
    {
        var (db, item) = (step.Db, step.Item);
        var known = await db.Complaints.SingleOrDefaultAsync(c => c.ItemId == item.Id);
        if (category.IsComplaint && known is null)
        {
            var complaint = await Open(db, item, mailbox);
            await Show(step, complaint.Code);
            if (category.Does != CategoryDoes.Answer)
            {
                await replies.Acknowledge(db, item, complaint, await db.ReplyTemplates.Where(t => t.Id == category.TemplateId).Select(t => t.Text).SingleOrDefaultAsync(), agent, step.Now);
            }
        }
        else if (!category.IsComplaint && known is not null && await Leaving.Told(db, known) is null)
        {
            // A slip: nobody has heard of it.
            db.Complaints.Remove(known);
            await Show(step, "");
        }
    }

    private static async Task<Complaint> Open(WorkbenchDb db, WorkItem item, Mailbox? mailbox)
    {
        var zone = (await db.Clients.SingleAsync(c => c.Id == item.ClientId)).Zone;
        DateTime? by = mailbox?.ComplaintDays is { } days ? WorkingDays.End(item.ReceivedAt, days, zone, item.Policy!.Hours) : null;
        var complaint = new Complaint(item, by);
        while (await db.Complaints.AnyAsync(c => c.ClientId == item.ClientId && c.Code == complaint.Code))
        {
            complaint = new Complaint(item, by);
        }

        db.Complaints.Add(complaint);
        return complaint;
    }

    // Among its values the item is found by it, and what is opened for its sake inherits it.
    private static async Task Show(ChangeItem.Step step, string code)
    {
        await step.Db.Entry(step.Item).Reference(i => i.Customer).LoadAsync();
        step.Item.ChangeFields(new Dictionary<string, string> { [EmailFeature.ComplaintCode] = code }, step.Person, step.Now);
    }
}
