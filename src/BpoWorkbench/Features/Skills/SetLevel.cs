using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Skills;

/// <summary>Says how well somebody can do something; at their next item it counts.</summary>
public sealed class SetLevel(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope)
{
    /// <param name="level">From 1 to <see cref="SkillLevel.Most"/>; 0 for not at all.</param>
    public async Task Run(long personId, long skillId, int level)
    {
        scope.Require(Permissions.Queues);
        await using var db = await dbs.CreateDbContextAsync();
        await db.Write(async () =>
        {
            if (!await SkillMatrix.InReach(db, scope).AnyAsync(p => p.Id == personId) || !await db.Skills.AnyAsync(s => s.Id == skillId))
            {
                throw new Refusal("access.denied");
            }

            var has = await db.PersonSkills.SingleOrDefaultAsync(s => s.PersonId == personId && s.SkillId == skillId);
            if (level == 0)
            {
                db.RemoveRange(has is null ? [] : [has]);
            }
            else if (has is null)
            {
                db.Add(new PersonSkill(personId, skillId, level));
            }
            else
            {
                has.Reach(level);
            }

            await db.SaveChangesAsync();
        });
    }
}
