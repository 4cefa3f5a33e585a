using BpoWorkbench.Domain;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Work;

/// <summary>What work asks for, told apart by a text.</summary>
public sealed class NeedsTests
{
    [Property]
    public Property The_same_needs_are_the_same_text_in_whatever_order_they_are_named() => Prop.ForAll(Some(), needed =>
    {
        var text = Needs.Of(needed);
        return text == Needs.Of(Enumerable.Reverse(needed)) && text == Needs.Of(Needs.Read(text)) && text == Needs.Of(needed.Concat(needed));
    });

    [Property]
    public Property Whoever_has_each_skill_at_its_level_meets_them_and_nobody_with_one_less() => Prop.ForAll(Some(), needed =>
    {
        var had = needed.GroupBy(n => n.Skill).ToDictionary(g => g.Key, g => g.Max(n => n.Level));
        return Needs.AreMet(Needs.Of(needed), had)
            && had.Keys.All(skill => !Needs.AreMet(Needs.Of(needed), had.ToDictionary(h => h.Key, h => h.Key == skill ? h.Value - 1 : h.Value)));
    });

    private static Arbitrary<SkillLevel[]> Some() =>
        (from skill in Gen.Choose(1, 40) from level in Gen.Choose(1, SkillLevel.Most) select new SkillLevel(skill, level)).ArrayOf().ToArbitrary();
}
