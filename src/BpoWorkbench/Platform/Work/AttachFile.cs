using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Attaches a stored file to an item of the same client.</summary>
public sealed class AttachFile(ChangeItem change)
{
    public Task Run(long itemId, long fileId) => change.Run(itemId, Permissions.Work, async step =>
    {
        var file = await step.Db.Files.SingleOrDefaultAsync(f => f.Id == fileId && f.ClientId == step.Item.ClientId) ?? throw new Refusal("file.unknown");
        step.Item.FileAdded(step.Person, step.Now);
        step.Db.WorkFiles.Add(new WorkFile(step.Item, file));
    });
}
