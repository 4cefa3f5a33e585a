using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Tests.Platform.Triage;

public sealed class TriageTextTests
{
    [Theory]
    [InlineData("¡Ésta es la Dirección!", "esta es la direccion")]
    [InlineData("I can't, I CAN’T", "i cant i cant")]
    [InlineData("ﬁbra ａｂｃ", "fibra abc")]
    [InlineData("modelo 303, factura 20261128", "modelo 303 factura 00000000")]
    [InlineData("el 12/11/2026 pagué 1.234,50 €", "el 00/00/0000 pague 0.000,00 €")]
    [InlineData("ES9121000418450200051332", "es00000000")]
    [InlineData("vea https://example.com/a?b=1 o www.example.com.", "vea <web> o <web>")]
    [InlineData("(ana@example.com)", "<mail>")]
    [InlineData("3 unidades al 10%", "3 unidades al 10 %")]
    public void What_means_the_same_counts_as_the_same(string text, string keys) =>
        Assert.Equal(keys, string.Join(' ', TriageText.Words(text, null).Select(w => w.Key)));

    [Fact]
    public void Words_are_shown_as_they_stand_there() =>
        Assert.Equal(["dirección", "20261128", "ana@example.com"], TriageText.Words("Dirección 20261128 <ana@example.com>", null).Select(w => w.Shown));

    [Fact]
    public void Half_a_character_and_a_null_do_no_harm() => Assert.Equal(2, TriageText.Words("a\0b \uD83D", null).Count(w => w.Key is "a" or "b"));

    [Fact]
    public void Of_a_very_long_text_the_beginning_is_read() =>
        Assert.InRange(TriageText.Words(string.Concat(Enumerable.Repeat("word ", 100_000)), null).Count, 3_000, 4_000);
}
