using System.Globalization;
using BpoWorkbench.Domain.Fields;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Fields;

public sealed class NumberAndMoneyTests
{
    [Theory]
    [InlineData("1.234,56", NumberStyle.DecimalComma, "123456")]
    [InlineData("1,234.56", NumberStyle.DecimalPoint, "123456")]
    [InlineData("-12,5 €", NumberStyle.DecimalComma, "-1250")]
    [InlineData("€12.50", NumberStyle.DecimalPoint, "1250")]
    [InlineData("(1.200,00)", NumberStyle.DecimalComma, "-120000")]
    [InlineData("12,50-", NumberStyle.DecimalComma, "-1250")]
    [InlineData("1 234,5 EUR", NumberStyle.DecimalComma, "123450")]
    [InlineData("1.234", NumberStyle.DecimalComma, "123400")]
    [InlineData("1.234.567", NumberStyle.DecimalComma, "123456700")]
    [InlineData("0", NumberStyle.DecimalComma, "0")]
    public void An_amount_is_read_in_the_style_of_its_column(string text, NumberStyle style, string cents) =>
        Assert.Equal(cents, MoneyText.Read(text, style).Value);

    [Theory]
    [InlineData("1,234.56", NumberStyle.DecimalComma)]
    [InlineData("1234.56", NumberStyle.DecimalComma)]
    [InlineData("1.234,56", NumberStyle.DecimalPoint)]
    [InlineData("12.34.567", NumberStyle.DecimalComma)]
    [InlineData("doce", NumberStyle.DecimalComma)]
    [InlineData("-", NumberStyle.DecimalComma)]
    [InlineData("€", NumberStyle.DecimalComma)]
    [InlineData("1-2", NumberStyle.DecimalComma)]
    [InlineData("--5", NumberStyle.DecimalComma)]
    public void An_amount_in_the_other_style_is_refused_and_never_misread(string text, NumberStyle style) =>
        Assert.Equal(style == NumberStyle.DecimalComma ? "field.money" : "field.money.point", MoneyText.Read(text, style).Problem?.Code);

    [Fact]
    public void A_typed_amount_with_fractions_of_a_cent_is_refused_but_a_computed_one_is_rounded()
    {
        Assert.Equal("field.money.decimals", MoneyText.Read("1,005", NumberStyle.DecimalComma).Problem?.Code);
        Assert.Equal("101", MoneyText.Read(1.005, NumberStyle.DecimalComma).Value);
        Assert.Equal("-101", MoneyText.Read(-1.005, NumberStyle.DecimalComma).Value);
        Assert.Equal("30", MoneyText.Read(0.1 + 0.2, NumberStyle.DecimalComma).Value);
    }

    [Fact]
    public void An_amount_too_large_to_be_exact_is_refused()
    {
        Assert.Equal("field.money.size", MoneyText.Read(1e20, NumberStyle.DecimalComma).Problem?.Code);
        Assert.Equal("field.money.size", MoneyText.Read("999.999.999.999.999", NumberStyle.DecimalComma).Problem?.Code);
    }

    [Property]
    public bool What_is_shown_as_money_is_read_back_in_both_styles(int minor)
    {
        var stored = minor.ToString(CultureInfo.InvariantCulture);
        var spanish = new FieldFormat(new CultureInfo("es-ES"), "sí", "no").Show(FieldType.Money, stored);
        var english = new FieldFormat(new CultureInfo("en-GB"), "yes", "no").Show(FieldType.Money, stored);
        return MoneyText.Read(spanish, NumberStyle.DecimalComma).Value == stored
            && MoneyText.Read(english, NumberStyle.DecimalPoint).Value == stored
            && MoneyText.Read(minor / 100d, NumberStyle.DecimalComma).Value == stored;
    }

    [Property]
    public bool The_other_style_never_gives_another_amount(int minor)
    {
        var text = (minor / 100m).ToString("N2", new CultureInfo("es-ES"));
        var read = MoneyText.Read(text, NumberStyle.DecimalPoint);
        return read.IsRefused;
    }

    [Theory]
    [InlineData("1.234", "1234")]
    [InlineData("-7", "-7")]
    [InlineData("12,00", "12")]
    public void A_whole_number_may_be_grouped(string text, string stored) =>
        Assert.Equal(stored, WholeText.Read(text, NumberStyle.DecimalComma).Value);

    [Fact]
    public void A_number_with_decimals_is_not_a_whole_one()
    {
        Assert.Equal("field.whole", WholeText.Read("1,5", NumberStyle.DecimalComma).Problem?.Code);
        Assert.Equal("field.whole", WholeText.Read(1.5, NumberStyle.DecimalComma).Problem?.Code);
        Assert.Equal("field.whole", WholeText.Read(double.NaN, NumberStyle.DecimalComma).Problem?.Code);
        Assert.Equal("field.whole", WholeText.Read("1.23", NumberStyle.DecimalComma).Problem?.Code);
    }

    [Theory]
    [InlineData(NumberStyle.DecimalPoint, "1.234", "12.5")]
    [InlineData(NumberStyle.DecimalPoint, "1,234,567")]
    [InlineData(NumberStyle.DecimalPoint, "1,234.50 €")]
    [InlineData(NumberStyle.DecimalComma, "1.234", "12,5")]
    [InlineData(NumberStyle.DecimalComma, "1.234.567")]
    [InlineData(NumberStyle.DecimalComma, "-0,125")]
    public void The_style_of_a_column_is_told_by_any_of_its_numbers(NumberStyle style, params string[] column)
    {
        var vote = new NumberStyleVote();
        foreach (var text in column)
        {
            vote.Add(text);
        }

        Assert.True(vote.IsDecided);
        Assert.Equal(style, vote.Style);
    }

    [Fact]
    public void A_column_that_could_be_of_both_styles_is_read_as_in_Spain()
    {
        var vote = new NumberStyleVote();
        vote.Add("1.234");
        Assert.False(vote.IsDecided);
        Assert.Equal(NumberStyle.DecimalComma, vote.Style);
    }
}
