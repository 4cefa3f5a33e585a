using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Skills;

/// <summary>Names a new skill, names one anew, or takes it from the choices.</summary>
public sealed class SaveSkill(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <param name="id">0 for a new one.</param>
    public async Task Run(long id, string name, bool retired)
    {
        scope.Require(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            await db.Engine.Alone(db, nameof(Skill));
            var folded = TextFolding.Fold(name.Trim());
            if ((await db.Skills.AsNoTracking().ToListAsync()).Exists(s => s.Id != id && TextFolding.Fold(s.Name) == folded))
            {
                throw new Refusal("skill.twice", name.Trim()) { Field = nameof(Skill.Name) };
            }

            var skill = id == 0 ? db.Add(new Skill(name)).Entity : await db.Skills.SingleOrDefaultAsync(s => s.Id == id) ?? throw new Refusal("access.denied");
            skill.Rename(name);
            skill.Retired = retired;
            await db.SaveChangesAsync();
        });
    }
}
