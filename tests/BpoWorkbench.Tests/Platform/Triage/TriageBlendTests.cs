using BpoWorkbench.Platform.Triage;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class TriageBlendTests
{
    // By its name, rules take a delivery for what it is; people here file it as a bill.
    private static readonly KeywordRules Rules = new([new(Letters.Bill, "Facturas"), new(Letters.Delivery, "Entregas"), new(Letters.Leaving, "Bajas")]);

    [Fact]
    public void Rules_speak_until_there_is_something_to_learn_from()
    {
        var few = TriageTrainer.Train(Letters.Some(5));
        Assert.Equivalent(Rules.Suggest("el paquete"), TriageBlend.Suggest(Rules, few, "el paquete"), strict: true);
        Assert.Equivalent(Rules.Suggest("el paquete"), TriageBlend.Suggest(Rules, null, "el paquete"), strict: true);
    }

    [Fact]
    public void What_people_decided_takes_over_from_rules()
    {
        var model = TriageTrainer.Train(Letters.Some(60).ConvertAll(d => d with { Category = d.Category == Letters.Delivery ? Letters.Bill : d.Category }));
        Assert.Equal(Letters.Delivery, TriageBlend.Suggest(Rules, null, "el paquete no ha llegado")[0].Category);
        Assert.Equivalent(model.Predict("el paquete no ha llegado"), TriageBlend.Suggest(Rules, model, "el paquete no ha llegado"), strict: true);
    }

    [Property(MaxTest = 200)]
    public void More_decisions_never_make_the_model_weigh_less(ushort decisions, byte categories)
    {
        var weight = TriageBlend.Weight(decisions, categories);
        Assert.InRange(weight, 0, 1);
        Assert.True(TriageBlend.Weight(decisions + 1, categories) >= weight);
        Assert.Equal(1, TriageBlend.Weight(Math.Max(100, categories * 20), categories));
    }

    [Fact]
    public void In_between_the_two_are_joined_and_never_more_than_one_together()
    {
        var model = TriageTrainer.Train(Letters.Some(20));
        var both = TriageBlend.Suggest(Rules, model, "el paquete no ha llegado", most: 9);

        Assert.Equal(Letters.Delivery, both[0].Category);
        Assert.Equal(both.Count, both.DistinctBy(s => s.Category).Count());
        Assert.InRange(both.Sum(s => s.Confidence), 0, 1);
    }
}
