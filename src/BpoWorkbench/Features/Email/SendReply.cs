using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>Answers the newest message of an item in the client's name. It leaves the house half a minute later, and until then can be had back.</summary>
public sealed class SendReply(ChangeItem change, Replies replies)
{
    /// <returns>The answer's id.</returns>
    /// <exception cref="Refusal">As <see cref="Replies.Answer"/>; item.not-yours.</exception>
    public async Task<long> Run(long itemId, string text)
    {
        EmailMessage? answer = null;
        await replies.ReadAhead(itemId);
        await change.Run(itemId, Permissions.Work, async step =>
        {
            var item = step.Item;
            item.Replied(step.Person, step.Now);
            answer = await replies.Answer(step.Db, item, text, step.Now);
            var draft = ItemDraft.Parse(item.Draft);
            draft.Reply = "";
            item.Draft = draft.ToJson();
        });
        return answer!.Id;
    }
}

/// <summary>Takes an answer back that has not left yet.</summary>
public sealed class RecallReply(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <exception cref="Refusal">access.denied; outbox.too-late.</exception>
    public async Task Run(long id)
    {
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            var answer = await db.Emails.SingleOrDefaultAsync(m => m.Id == id && m.IsOurs) ?? throw new Refusal("access.denied");
            scope.Require(Permissions.Work, answer.ClientId);
            (await db.Outbox.SingleAsync(m => m.Id == answer.OutboxId)).Recall(time.Now());
            await db.SaveChangesAsync();
        });
    }
}
