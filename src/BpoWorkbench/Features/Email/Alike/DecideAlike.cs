using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Alike;

/// <summary>
/// Does with a message that waits what was decided of one like it: taken by hand, sorted, answered where there is an answer, and ended, in
/// one transaction. It refuses what somebody else has taken meanwhile.
/// </summary>
public sealed class DecideAlike(ChangeItem change, ChooseCategory choose, Replies replies, Sentences sentences, SignedIn me)
{
    /// <summary>Each by itself: one that is refused keeps no other.</summary>
    /// <param name="told">Told how many are through, after each.</param>
    /// <param name="stop">The one that is being done is still done.</param>
    /// <returns>Why some were refused.</returns>
    public async Task<List<string>> Run(IReadOnlyCollection<long> items, long categoryId, string? text, Action<int> told, CancellationToken stop = default)
    {
        List<string> refused = [];
        var through = 0;
        foreach (var item in items.TakeWhile(_ => !stop.IsCancellationRequested))
        {
            try
            {
                await Run(item, categoryId, text);
            }
            catch (Refusal refusal)
            {
                refused.Add(sentences.For(refusal));
            }
            catch (DbUpdateConcurrencyException)
            {
                refused.Add(sentences.For(new Refusal("alike.taken")));
            }

            told(++through);
        }

        return refused;
    }

    /// <param name="text">What is answered, its fields filled in for each; null where nothing is.</param>
    /// <exception cref="Refusal">item.not-ready, item.needs-skills, category.hands-over, category.no-outcome; and what an answer refuses.</exception>
    public async Task Run(long itemId, long categoryId, string? text)
    {
        await replies.ReadAhead(itemId);
        await change.Run(itemId, Permissions.Work, step => Do(step, categoryId, text));
    }

    private async Task Do(ChangeItem.Step step, long categoryId, string? text)
    {
        var (db, item) = (step.Db, step.Item);
        await PersonLevels.Require(db, step.Person, item.Needs, item.Title);
        if (item.PromisedBy is { } kept && kept != step.Person)
        {
            throw new Refusal("item.not-ready", item.Title);
        }

        item.Claim(step.Person, new AssignReason(AssignReason.ByHand).ToJson(), step.Now);
        var category = await choose.Choose(step, categoryId);
        if (category.Does == CategoryDoes.HandOver)
        {
            throw new Refusal("category.hands-over", category.Name);
        }

        if (category.Does == CategoryDoes.Answer)
        {
            item.Replied(step.Person, step.Now);
            await replies.Answer(db, item, await FilledText.Of(db, item, text ?? "", me.Name), step.Now);
        }

        var outcome = (await db.Outcomes(item.QueueId).ToListAsync()).Of(category) ?? throw new Refusal("category.no-outcome");
        await Families.RequireChildrenEnded(db, item);
        item.Complete(outcome, null, step.Person, null, null, step.Now);
        await Families.Ended(db, item, step.Person, step.Now);
    }
}
