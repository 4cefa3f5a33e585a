using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email.Complaints;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Suggesting;

/// <summary>A category as the desk offers it.</summary>
/// <param name="Template">What an answer begins with.</param>
/// <param name="OutcomeId">What the message ends with.</param>
public sealed record CategoryChoice(long Id, string Name, CategoryDoes Does, long? TargetQueueId, string? Target, string? Template, long? OutcomeId);

/// <summary>What a message on the desk can be about, and what of it is suggested.</summary>
/// <param name="Suggested">Likeliest first; none where nothing is sure enough.</param>
/// <param name="Chosen">What somebody has decided already.</param>
/// <param name="Answers">Whether its sender can be answered.</param>
public sealed record CategoryOffer(IReadOnlyList<CategoryChoice> All, IReadOnlyList<Suggested> Suggested, long? Chosen, bool Answers)
{
    /// <summary>Where it is a complaint.</summary>
    public ComplaintNote? Complaint { get; init; }
}

/// <summary>What whoever works on a complaint has to know of it.</summary>
public sealed record ComplaintNote(string Code, DateTime? ResolveBy, DateTime? ToldAt);

/// <summary>What is offered for an item.</summary>
public sealed class CategoryOffers(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<CategoryOffer> For(long itemId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var item = await db.WorkItems.AsNoTracking().Where(i => i.Id == itemId).Select(i => new { i.ClientId, i.QueueId }).SingleOrDefaultAsync(stop) ?? throw new Refusal("item.unknown");
        if (!EmailSight.Allows(scope, item.ClientId))
        {
            throw new Refusal("access.denied");
        }

        var outcomes = await db.Outcomes(item.QueueId).AsNoTracking().ToListAsync(stop);
        var categories = await (from category in db.EmailCategories.AsNoTracking()
                                where category.ClientId == item.ClientId && !category.Retired
                                join queue in db.Queues on category.TargetQueueId equals queue.Id into targets
                                from target in targets.DefaultIfEmpty()
                                join template in db.ReplyTemplates on category.TemplateId equals template.Id into texts
                                from text in texts.DefaultIfEmpty()
                                orderby category.Order, category.Name
                                select new { Category = category, Target = target.Name, text.Text }).ToListAsync(stop);
        var newest = await db.Incoming(itemId).Select(m => new { m.Suggestions, m.CategoryId }).FirstOrDefaultAsync(stop);
        var mailbox = await db.Mailboxes.AsNoTracking().SingleOrDefaultAsync(m => m.QueueId == item.QueueId, stop);
        var all = categories.ConvertAll(c => new CategoryChoice(c.Category.Id, c.Category.Name, c.Category.Does, c.Category.TargetQueueId, c.Target, c.Text, outcomes.Of(c.Category)?.Id));
        var sure = newest?.Suggestions is [var first, ..] && first.Confidence * 100 >= (mailbox?.SuggestFrom ?? 0);
        return new(all, sure ? [.. newest!.Suggestions.Where(s => all.Exists(c => c.Id == s.CategoryId))] : [], newest?.CategoryId, mailbox?.Answers == true)
        {
            Complaint = await db.Complaints.AsNoTracking().SingleOrDefaultAsync(c => c.ItemId == itemId, stop) is { } complaint
                ? new ComplaintNote(complaint.Code, complaint.ResolveBy, await Leaving.Told(db, complaint, stop)) : null,
        };
    }
}

/// <summary>Says what a message in hand is about: of that its client's suggestions are learnt.</summary>
public sealed class ChooseCategory(ChangeItem change, SortComplaint complaints, SignedIn me)
{
    /// <exception cref="Refusal">category.unknown; and as any change of an item.</exception>
    public async Task Run(long itemId, long categoryId)
    {
        await complaints.ReadAhead(itemId, categoryId);
        await change.Run(itemId, Permissions.Work, step => Choose(step, categoryId));
    }

    /// <summary>The same with others in one transaction.</summary>
    /// <returns>The category.</returns>
    internal async Task<EmailCategory> Choose(ChangeItem.Step step, long categoryId)
    {
        var (db, item) = (step.Db, step.Item);
        item.RequireOwner(step.Person);
        var category = await db.EmailCategories.SingleOrDefaultAsync(c => c.Id == categoryId && c.ClientId == item.ClientId && !c.Retired) ?? throw new Refusal("category.unknown");
        var mailbox = await db.Mailboxes.SingleOrDefaultAsync(m => m.QueueId == item.QueueId);
        var newest = await db.Incoming(item.Id).FirstOrDefaultAsync();
        newest?.Decide(categoryId, step.Person, mailbox?.SuggestFrom ?? 0, step.Now);
        if (category.Band is { } band && band < item.Band)
        {
            item.Raise(band, await Lanes.For(db, item, band: band), step.Now);
        }

        await complaints.Run(step, category, mailbox, me.Name);
        return category;
    }
}
