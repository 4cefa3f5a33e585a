using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class TriageTrainerTests
{
    [Fact]
    public void The_same_decisions_give_the_same_model_on_any_number_of_processors()
    {
        var decisions = Letters.Some(20);
        var one = TriageTrainer.Train(decisions, new TriageTraining { Processors = 1 }).ToBytes();

        Assert.Equal(one, TriageTrainer.Train(decisions, new TriageTraining { Processors = 3 }).ToBytes());
    }

    [Fact]
    public void Of_no_decisions_it_suggests_nothing()
    {
        Assert.Empty(TriageTrainer.Train([]).Predict("la factura"));
        Assert.Empty(TriageTrainer.Train([new TriageDecision(" ", "a")]).Predict("la factura"));
    }

    [Fact]
    public void Of_one_category_only_it_suggests_that_and_is_the_surer_the_more_there_are()
    {
        TriageModel Of(int count) => TriageTrainer.Train(Letters.Some(count).FindAll(d => d.Category == Letters.Bill));

        var few = Of(2).Predict("la factura").Single();
        Assert.Equal(Letters.Bill, few.Category);
        Assert.InRange(few.Confidence, 0.5, 0.8);
        Assert.True(Of(20).Predict("la factura").Single().Confidence > few.Confidence);
    }

    [Fact]
    public void One_decision_of_each_is_enough_to_begin()
    {
        var model = TriageTrainer.Train([new("la factura está mal", "bill"), new("el paquete no llega", "parcel")]);
        Assert.Equal("parcel", model.Predict("¿dónde está mi paquete?")[0].Category);
    }

    [Fact]
    public void It_is_right_as_often_as_it_says()
    {
        var model = TriageTrainer.Train(Letters.Vague(1_500, seed: 1));
        var outcomes = Letters.Vague(3_000, seed: 2).ConvertAll(d => TriageOutcome.Of(d.Category, model.Predict(d.Text)));

        Assert.InRange(TriageFigures.Accuracy(outcomes).Value!.Value, 0.4, 0.9);
        Assert.InRange(TriageFigures.CalibrationError(outcomes), 0, 0.05);
    }

    [Fact]
    public void A_rare_category_is_learnt_beside_frequent_ones()
    {
        var model = TriageTrainer.Train([.. Letters.Some(60), .. Enumerable.Range(0, 4).Select(i => new TriageDecision($"la contraseña no vale {i}", "password"))]);
        Assert.Equal("password", model.Predict("olvidé mi contraseña")[0].Category);
    }

    [Fact]
    public void Of_more_decisions_than_there_is_room_for_the_latest_count()
    {
        var changed = Letters.Some(60).ConvertAll(d => d with { Category = "old " + d.Category });
        var model = TriageTrainer.Train([.. changed, .. Letters.Some(60, seed: 2)], new TriageTraining { MostDecisions = 180 });

        Assert.Equal(180, model.Decisions);
        Assert.Equal(Letters.Bill, model.Predict("no entiendo el importe de la factura")[0].Category);
    }

    [Fact]
    public void It_fits_where_little_room_is()
    {
        var small = TriageTrainer.Train(Letters.Some(30), new TriageTraining { ModelBytes = 2_000, MostFeatures = 10_000 });

        Assert.InRange(small.ToBytes().Length, 0, 2_500);
        Assert.Equal(Letters.Bill, small.Predict("la factura está mal")[0].Category);
    }

    [Fact]
    public void A_decision_without_a_category_is_refused() =>
        Assert.Throws<ArgumentException>(() => TriageTrainer.Train([new("la factura", " ")]));

    [Fact]
    public void It_stops_when_told_to() =>
        Assert.ThrowsAny<OperationCanceledException>(() => TriageTrainer.Train(Letters.Some(5), stop: new CancellationToken(canceled: true)));
}
