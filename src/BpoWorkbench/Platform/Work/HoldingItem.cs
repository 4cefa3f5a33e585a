using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Platform.Work;

/// <summary>The agent turns to an item they hold: its handle time runs, that of any other stops.</summary>
public sealed class OpenItem(ChangeItem change, LeaveItems leave)
{
    public async Task Run(long itemId)
    {
        await leave.Run(except: [itemId]);
        await change.Run(itemId, Permissions.Work, step => step.Item.Open(step.Person, step.Now));
    }
}

/// <summary>The agent takes a ready item by hand, as far as they have room for it and can do it.</summary>
public sealed class ClaimItem(ChangeItem change, Capacity capacity)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Work, async step =>
    {
        await capacity.Require(step.Db, step.Person, step.Item.Queue!.Kind);
        if (step.Item.PromisedBy != step.Person)
        {
            await PersonLevels.Require(step.Db, step.Person, step.Item.Needs, step.Item.Title);
        }

        step.Item.Claim(step.Person, new AssignReason(AssignReason.ByHand).ToJson(), step.Now);
    });
}

/// <summary>Back to the queue, with a word why.</summary>
public sealed class ReturnItem(ChangeItem change)
{
    public Task Run(long itemId, string comment) => change.Run(itemId, Permissions.Work,
        async step => step.Item.Return(step.Person, comment, await step.Lane(), step.Now));
}

/// <summary>
/// Puts an item aside until a moment, and says who is waited for: by that its clock stands still or runs on. The client is asked a
/// question, where it sees the queue's work.
/// </summary>
public sealed class WaitForItem(ChangeItem change)
{
    public Task Run(long itemId, DateTime until, WaitingOn on, string? note, string? question = null) => change.Run(itemId, Permissions.Work, step =>
    {
        if (on == WaitingOn.Client && step.Item.Queue!.SeenInPortal)
        {
            step.Item.AskClient(step.Person, question ?? "", until, note, step.Now);
        }
        else
        {
            step.Item.WaitUntil(step.Person, until, on, note, step.Now);
        }
    });
}

/// <summary>Notes that a telephone number was dialled from an item.</summary>
public sealed class DialNumber(ChangeItem change)
{
    public Task Run(long itemId) => change.Run(itemId, Permissions.Work, step => step.Item.Dial(step.Person, step.Now));
}

/// <summary>An internal note on an item; the client never sees it.</summary>
public sealed class NoteItem(ChangeItem change)
{
    public Task Run(long itemId, string text) => change.Run(itemId, Permissions.Work, step => step.Item.Note(text, step.Person, step.Now));
}
