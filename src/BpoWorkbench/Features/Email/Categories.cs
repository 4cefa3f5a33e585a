using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>A category as it is listed and typed in; 0 for a new one.</summary>
public sealed record CategoryRow(
    long Id, string Name, string Purpose, CategoryDoes Does, long? TargetQueueId, string? Target, Band? Band, long? TemplateId, string? Template, string? OutcomeCode, bool Retired, int Messages)
{
    public bool IsComplaint { get; init; }
}

/// <summary>What an answer can begin with; 0 for a new one.</summary>
public sealed record TemplateRow(long Id, string Name, string Text, bool Retired);

/// <summary>Something to choose by its name.</summary>
public sealed record NamedChoice(long Id, string Name);

/// <summary>A client's categories with what they can lead to.</summary>
public sealed record CategoryView(
    IReadOnlyList<CategoryRow> Categories, IReadOnlyList<TemplateRow> Templates, IReadOnlyList<NamedChoice> Queues, IReadOnlyList<(string Code, string Label)> Outcomes);

/// <summary>What a client's customers write about, for whoever runs its queues.</summary>
public sealed class Categories(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    public async Task<List<NamedChoice>> Clients()
    {
        var mine = scope.With(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        return await db.Clients.AsNoTracking().Where(c => c.Active && mine.Contains(c.Id)).OrderBy(c => c.Name).Select(c => new NamedChoice(c.Id, c.Name)).ToListAsync();
    }

    public async Task<CategoryView> Of(long clientId, CancellationToken stop)
    {
        scope.Require(Permissions.Queues, clientId);
        await using var db = await dbs.CreateDbContextAsync(stop);
        var templates = await db.ReplyTemplates.AsNoTracking().Where(t => t.ClientId == clientId).OrderBy(t => t.Retired).ThenBy(t => t.Name).Select(t => new TemplateRow(t.Id, t.Name, t.Text, t.Retired)).ToListAsync(stop);
        var queues = await db.Queues.AsNoTracking().Where(q => q.ClientId == clientId && q.State != QueueState.Closed).OrderBy(q => q.Name).Select(q => new NamedChoice(q.Id, q.Name)).ToListAsync(stop);
        var outcomes = await db.Dispositions.AsNoTracking().Where(d => d.ClientId == clientId && !d.Retired && d.Effect == DispositionEffect.Finish && d.Queue!.Kind == EmailFeature.Kind)
            .OrderBy(d => d.Order).Select(d => new { d.Code, d.Label }).ToListAsync(stop);
        var categories = await (from category in db.EmailCategories.AsNoTracking()
                                where category.ClientId == clientId
                                join queue in db.Queues on category.TargetQueueId equals queue.Id into targets
                                from target in targets.DefaultIfEmpty()
                                join template in db.ReplyTemplates on category.TemplateId equals template.Id into texts
                                from text in texts.DefaultIfEmpty()
                                orderby category.Retired, category.Order, category.Name
                                select new CategoryRow(category.Id, category.Name, category.Purpose, category.Does, category.TargetQueueId, target.Name, category.Band, category.TemplateId, text.Name,
                                    category.OutcomeCode, category.Retired, db.Emails.Count(m => m.CategoryId == category.Id)) { IsComplaint = category.IsComplaint }).ToListAsync(stop);
        return new(categories, templates, queues, [.. outcomes.DistinctBy(o => o.Code).Select(o => (o.Code, o.Label))]);
    }
}

/// <summary>Makes a category, or changes one.</summary>
public sealed class SaveCategory(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <exception cref="Refusal">access.denied; category.name; category.target; category.twice; queue.unknown.</exception>
    public async Task Run(long clientId, CategoryRow typed)
    {
        scope.Require(Permissions.Queues, clientId);
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            await db.Engine.Alone(db, $"categories {clientId}");
            var category = typed.Id == 0 ? db.Add(new EmailCategory(clientId, typed.Name)).Entity
                : await db.EmailCategories.SingleOrDefaultAsync(c => c.Id == typed.Id && c.ClientId == clientId) ?? throw new Refusal("access.denied");
            category.Rename(typed.Name);
            category.Do(typed.Does, typed.TargetQueueId);
            (category.Purpose, category.Band, category.TemplateId, category.OutcomeCode, category.Retired) = (typed.Purpose, typed.Band, typed.TemplateId, typed.OutcomeCode, typed.Retired);
            category.IsComplaint = typed.IsComplaint;
            if (await db.EmailCategories.AnyAsync(c => c.ClientId == clientId && c.Name == category.Name && c.Id != typed.Id))
            {
                throw new Refusal("category.twice", category.Name) { Field = nameof(EmailCategory.Name) };
            }

            if (category.TargetQueueId is { } target && !await db.Queues.AnyAsync(q => q.Id == target && q.ClientId == clientId))
            {
                throw new Refusal("queue.unknown");
            }

            await db.SaveChangesAsync();
        });
    }
}

/// <summary>Writes what answers can begin with.</summary>
public sealed class SaveTemplate(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <exception cref="Refusal">access.denied; template.name; template.text; template.twice.</exception>
    public async Task Run(long clientId, TemplateRow typed)
    {
        scope.Require(Permissions.Queues, clientId);
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            await db.Engine.Alone(db, $"templates {clientId}");
            var template = typed.Id == 0 ? db.Add(new ReplyTemplate(clientId, typed.Name, typed.Text)).Entity
                : await db.ReplyTemplates.SingleOrDefaultAsync(t => t.Id == typed.Id && t.ClientId == clientId) ?? throw new Refusal("access.denied");
            template.Write(typed.Name, typed.Text);
            template.Retired = typed.Retired;
            if (await db.ReplyTemplates.AnyAsync(t => t.ClientId == clientId && t.Name == template.Name && t.Id != typed.Id))
            {
                throw new Refusal("template.twice", template.Name) { Field = nameof(ReplyTemplate.Name) };
            }

            await db.SaveChangesAsync();
        });
    }
}
