using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class KeywordRulesTests
{
    private static readonly KeywordRules Rules = new(
    [
        new("1", "Facturación"), new("2", "Complaints"), new("3", "Bajas"), new("4", "Cosas del reparto", TriagePurpose.Delivery), new("5", "Alquileres"),
    ]);

    [Theory]
    [InlineData("Necesito un duplicado de factura", "1")]
    [InlineData("Please send me the invoice", "1")]
    [InlineData("This is unacceptable, I want to complain", "2")]
    [InlineData("Quiero poner una reclamación", "2")]
    [InlineData("quiero darme de baja", "3")]
    [InlineData("El paquete no ha llegado", "4")]
    [InlineData("Pregunto por el alquiler de un local", "5")]
    public void It_suggests_from_words_that_usually_mean_it_in_both_languages(string text, string category) =>
        Assert.Equal(category, Rules.Suggest(text)[0].Category);

    [Fact]
    public void It_says_which_words_matched()
    {
        var suggestion = Rules.Suggest("Buenas, el paquete no ha llegado")[0];
        Assert.Equal(["no ha llegado", "paquete"], suggestion.Words.Select(w => w.Word));
        Assert.Equal(1, suggestion.Words.Sum(w => w.Share), 9);
    }

    [Fact]
    public void It_is_silent_where_no_word_matches()
    {
        Assert.Empty(Rules.Suggest("Buenos días"));
        Assert.Empty(Rules.Suggest(""));
        Assert.Empty(new KeywordRules([]).Suggest("la factura"));
    }

    [Fact]
    public void It_is_never_very_sure_and_less_so_where_words_speak_for_several()
    {
        var clear = Rules.Suggest("factura, recibo, iva, importe facturado, me han cobrado")[0].Confidence;
        var torn = Rules.Suggest("factura y queja")[0].Confidence;

        Assert.InRange(clear, 0.4, 0.6);
        Assert.InRange(torn, 0.1, 0.3);
        Assert.InRange(Rules.Suggest("factura queja baja paquete alquiler", most: 9).Sum(s => s.Confidence), 0, 0.6);
    }

    [Theory]
    [InlineData("Cambio de datos", TriagePurpose.DataChange)]
    [InlineData("Order status", TriagePurpose.Order)]
    [InlineData("refund_not_showing_up", TriagePurpose.Refund)]
    [InlineData("Información general", TriagePurpose.Information)]
    [InlineData("Otros", null)]
    public void A_name_tells_the_purpose_where_it_speaks_of_one(string name, TriagePurpose? purpose) => Assert.Equal(purpose, KeywordRules.PurposeOf(name));

    [Fact]
    public void Every_purpose_has_its_words_once() =>
        Assert.Equal(Enum.GetValues<TriagePurpose>(), Keywords.All.Select(k => k.Purpose));
}
