using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>Says what is asked for: "Francés 3, Facturación 1".</summary>
public static class SkillNames
{
    public static async Task<string> Of(WorkbenchDb db, string needs)
    {
        var needed = Needs.Read(needs).ToList();
        var ids = needed.ConvertAll(n => n.Skill);
        var names = ids.Count == 0 ? [] : await db.Skills.Where(s => ids.Contains(s.Id)).ToDictionaryAsync(s => s.Id, s => s.Name);
        return string.Join(", ", needed.Select(n => string.Create(CultureInfo.InvariantCulture, $"{names.GetValueOrDefault(n.Skill, "?")} {n.Level}")).Order(StringComparer.CurrentCulture));
    }
}
