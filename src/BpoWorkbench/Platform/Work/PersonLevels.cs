using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>What people can do: the level of each skill they have.</summary>
public static class PersonLevels
{
    public static Task<Dictionary<long, int>> Of(WorkbenchDb db, long person) =>
        db.PersonSkills.Where(s => s.PersonId == person).ToDictionaryAsync(s => s.SkillId, s => s.Level);

    /// <returns>By person; none where somebody has no skill.</returns>
    public static async Task<Dictionary<long, Dictionary<long, int>>> Of(WorkbenchDb db, IReadOnlyCollection<long> people, CancellationToken stop) =>
        (await db.PersonSkills.AsNoTracking().Where(s => people.Contains(s.PersonId)).ToListAsync(stop))
            .GroupBy(s => s.PersonId).ToDictionary(g => g.Key, g => g.ToDictionary(s => s.SkillId, s => s.Level));

    /// <summary>Refuses somebody who cannot do what an item asks for.</summary>
    /// <exception cref="Refusal">item.needs-skills</exception>
    public static async Task Require(WorkbenchDb db, long person, string needs, string title)
    {
        if (needs.Length > 0 && !Needs.AreMet(needs, await Of(db, person)))
        {
            throw new Refusal("item.needs-skills", title);
        }
    }
}
