using BpoWorkbench.Platform.Triage;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class TriageModelTests
{
    private static readonly TriageModel Learnt = TriageTrainer.Train(Letters.Some(30));

    [Theory]
    [InlineData("¿Me mandan otra vez la factura? El importe no cuadra", Letters.Bill)]
    [InlineData("Sigo esperando el paquete", Letters.Delivery)]
    [InlineData("I would like to cancel the contract", Letters.Leaving)]
    [InlineData("the invoices show wrong amounts", Letters.Bill)]
    public void It_suggests_what_people_decided_of_letters_like_it(string text, string category) =>
        Assert.Equal(category, Learnt.Predict(text)[0].Category);

    [Fact]
    public void What_people_decide_differently_it_learns_differently()
    {
        var otherwise = Letters.Some(30).ConvertAll(d => d with { Category = d.Category == Letters.Bill ? Letters.Delivery : Letters.Bill });
        Assert.Equal(Letters.Delivery, TriageTrainer.Train(otherwise).Predict("la factura está mal")[0].Category);
    }

    [Fact]
    public void The_subject_counts_as_the_text_does() =>
        Assert.Equal(Letters.Leaving, Learnt.Predict("Un saludo", "Anular contrato")[0].Category);

    [Fact]
    public void The_words_that_weighed_are_those_of_the_message()
    {
        const string Text = "Buenos días, la FACTURA de este mes está mal";
        var suggestion = Learnt.Predict(Text)[0];

        Assert.Equal("factura", suggestion.Words[0].Word);
        Assert.All(suggestion.Words, w => Assert.Contains(w.Word, Text.ToLowerInvariant(), StringComparison.Ordinal));
        Assert.InRange(suggestion.Words.Sum(w => w.Share), 0, 1 + 1e-6);
        Assert.Equal(suggestion.Words.OrderByDescending(w => w.Share), suggestion.Words);
    }

    [Fact]
    public void Accents_that_are_left_out_do_not_matter() =>
        Assert.Equal(Learnt.Predict("el repartidor no encontró la dirección")[0].Confidence, Learnt.Predict("EL REPARTIDOR NO ENCONTRO LA DIRECCION")[0].Confidence);

    [Fact]
    public void A_misspelt_word_is_still_known() => Assert.Equal("paqette", Learnt.Predict("paqette")[0].Words[0].Word);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("…!—")]
    [InlineData("你好")]
    public void Of_a_text_it_knows_nothing_of_it_says_what_is_frequent_and_names_no_word(string text)
    {
        var suggestions = TriageTrainer.Train([.. Letters.Some(10), .. Letters.Some(10).Where(d => d.Category == Letters.Bill)]).Predict(text);

        Assert.Equal(Letters.Bill, suggestions[0].Category);
        Assert.Equal(0.5, suggestions[0].Confidence, 0.02);
        Assert.Empty(suggestions[0].Words);
    }

    [Fact]
    public void It_suggests_as_many_as_are_asked_for()
    {
        Assert.Single(Learnt.Predict("la factura", most: 1));
        Assert.Empty(Learnt.Predict("la factura", most: 0));
        Assert.Equal(3, Learnt.Predict("la factura", most: 50).Count);
    }

    [Property(MaxTest = 200)]
    public void Whatever_is_written_all_shares_together_are_less_than_one_and_the_likeliest_is_first(string? text, string? subject)
    {
        var suggestions = Learnt.Predict(text ?? "", subject);

        Assert.InRange(suggestions.Sum(s => s.Confidence), 0, 1);
        Assert.All(suggestions, s => Assert.InRange(s.Confidence, 0, 1));
        Assert.Equal(suggestions.OrderByDescending(s => s.Confidence), suggestions);
    }

    [Property(MaxTest = 200)]
    public void A_higher_score_is_never_less_sure(double[] numbers, byte steepness, byte bend, byte slips)
    {
        float[] scores = [.. numbers.Where(double.IsFinite).Select(n => (float)(n % 2))];
        float[] shares = [.. scores];
        new Confidence(1 + (steepness / 10.0), (bend - 100) / 100.0, slips / 512.0, 0.99).Apply(shares);

        Assert.All(Enumerable.Range(0, scores.Length), a => Assert.All(Enumerable.Range(0, scores.Length), b =>
            Assert.True(scores[a] <= scores[b] || shares[a] >= shares[b])));
        Assert.InRange(shares.Sum(), 0, 1);
    }

    [Fact]
    public void Bytes_give_the_same_model_again()
    {
        var again = TriageModel.FromBytes(Learnt.ToBytes());

        Assert.Equal(Learnt.Categories, again.Categories);
        Assert.Equal(Learnt.Decisions, again.Decisions);
        Assert.All(Letters.Some(5, seed: 9), d => Assert.Equivalent(Learnt.Predict(d.Text), again.Predict(d.Text), strict: true));
        Assert.Equal(Learnt.ToBytes(), again.ToBytes());
    }

    [Property(MaxTest = 100)]
    public void Damaged_bytes_are_refused(uint at, byte with, bool isCut)
    {
        var bytes = Learnt.ToBytes();
        var place = (int)(at % bytes.Length);
        bytes[place] ^= (byte)(with | 1);

        Assert.Throws<InvalidDataException>(() => TriageModel.FromBytes(isCut ? bytes.AsSpan(0, place) : bytes));
    }

    [Fact]
    public void Bytes_hold_no_word_of_a_letter()
    {
        var text = System.Text.Encoding.Latin1.GetString(Learnt.ToBytes());
        Assert.DoesNotContain("factura", text, StringComparison.OrdinalIgnoreCase);
    }
}
