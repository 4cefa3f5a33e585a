using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>The client answers what it was last asked about an item: what waits for it is ready at once, for whoever asked first.</summary>
public sealed class AnswerQuestion(ChangeItem change)
{
    public Task Run(long itemId, string answer) => change.Run(itemId, Permissions.PortalAnswer, async step =>
    {
        if (!step.Item.Queue!.SeenInPortal)
        {
            throw new Refusal("item.unknown");
        }

        var question = await step.Db.Questions.Where(q => q.ItemId == itemId).OrderByDescending(q => q.Id).FirstOrDefaultAsync() ?? throw new Refusal("item.unknown");
        var lane = await Lanes.For(step.Db, step.Item, step.Item.PromisedBy);
        step.Item.Answer(question, answer, step.Person, lane, step.Now);
    });
}
