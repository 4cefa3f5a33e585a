using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What the agent answers: the outcome, and what goes with it.</summary>
public sealed record Outcome(long DispositionId, string? Note = null, DateTime? CallBackAt = null, IReadOnlyDictionary<string, string>? Fields = null);

/// <summary>Gives an item its outcome; the disposition says what follows.</summary>
public sealed class FinishItem(ChangeItem change)
{
    public Task Run(long itemId, Outcome outcome) => change.Run(itemId, Permissions.Work, async step =>
    {
        await Families.RequireChildrenEnded(step.Db, step.Item);
        var dispositions = await step.Db.Dispositions.Where(d => d.QueueId == step.Item.QueueId).ToListAsync();
        var chosen = dispositions.Find(d => d.Id == outcome.DispositionId && !d.Retired) ?? throw new Refusal("disposition.unknown");
        var then = dispositions.Find(d => d.Code == chosen.ThenCode);
        await step.Db.Entry(step.Item).Reference(i => i.Customer).LoadAsync();
        step.Item.ChangeFields(TypedValues.Read(step.Item.Queue!.Fields, outcome.Fields), step.Person, step.Now);
        step.Item.Complete(chosen, then, step.Person, outcome.Note, outcome.CallBackAt, step.Now);
        await Families.Ended(step.Db, step.Item, step.Person, step.Now);
    });
}

/// <summary>Takes back the last outcome the agent gave, within ten minutes.</summary>
public sealed class UndoLast(ChangeItem change, IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <returns>The item, in the agent's hands again.</returns>
    public async Task<long> Run()
    {
        var person = scope.RequirePerson();
        var since = time.Now() - WorkItem.UndoWindow;
        long last;
        await using (var db = await dbs.CreateDbContextAsync())
        {
            last = await db.WorkEvents.Where(e => e.PersonId == person && e.At >= since
                    && (e.Kind == WorkEventKind.Completed || e.Kind == WorkEventKind.Retried || e.Kind == WorkEventKind.CalledBack)
                    && !db.WorkEvents.Any(u => u.ItemId == e.ItemId && u.Kind == WorkEventKind.Undone && u.Reverses == e.At))
                .OrderByDescending(e => e.At).ThenByDescending(e => e.Id).Select(e => e.ItemId).FirstOrDefaultAsync();
        }

        if (last == 0)
        {
            throw new Refusal("item.nothing-to-undo");
        }

        await change.Run(last, Permissions.Work, async step =>
        {
            await step.Db.Entry(step.Item).Collection(i => i.Events).LoadAsync();
            step.Item.Undo(step.Person, step.Now);
        });
        return last;
    }
}
