using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Features.Email;

/// <summary>The items that messages become. Called inside <see cref="WorkbenchDb.Write"/>.</summary>
internal static class EmailItems
{
    /// <param name="ended">The item that it goes on from, where there is one.</param>
    /// <exception cref="Refusal">queue.closed.</exception>
    public static async Task<WorkItem> Receive(WorkbenchDb db, Queue queue, EmailMessage message, WorkItem? ended, DateTime now)
    {
        if (queue.State == QueueState.Closed)
        {
            throw new Refusal("queue.closed", queue.Name);
        }

        var values = new Dictionary<string, string>
        {
            [EmailFeature.Subject] = message.Subject,
            [EmailFeature.Sender] = message.FromName.Length > 0 ? $"{message.FromName} <{message.FromAddress}>" : message.FromAddress,
        };
        var item = WorkItem.Receive(queue, await Lanes.At(db, queue, values, null), now, null, ItemValues.Title(EmailFeature.Fields, values), values, null, null);
        if (ended is not null)
        {
            item.FollowOn(ended);
        }

        db.WorkItems.Add(item);
        return item;
    }
}
