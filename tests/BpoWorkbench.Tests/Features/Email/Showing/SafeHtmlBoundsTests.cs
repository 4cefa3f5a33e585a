using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using BpoWorkbench.Features.Email.Showing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Features.Email.Showing;

public sealed class SafeHtmlBoundsTests
{
    private static readonly string[] Fragments =
    [
        "<", ">", "\"", "'", "`", "/", "=", "&", ";", "&lt;", "&gt;", "&quot;", "&#x3c;", "\0", "\n", " ", "--", "!", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "?>", "x", "ñ", "\uD83D",
        "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "</math>", "<mtext>", "<mglyph>", "<malignmark>", "<foreignObject>", "<desc>", "<title>", "</title>",
        "<annotation-xml encoding=\"text/html\">", "<noscript>", "</noscript>", "<textarea>", "</textarea>", "<xmp>", "</xmp>", "<iframe>", "</iframe>", "<template>", "</template>", "<plaintext>",
        "<select>", "</select>", "<option>", "<form>", "</form>", "<button>", "<input>", "<table>", "</table>", "<tr>", "<td>", "</td>", "<caption>", "<colgroup>", "<col>", "<p>", "</p>", "</br>",
        "<div ", "<b>", "</b>", "<i>", "</i>", "<a href=\"javascript:alert(1)\">", "<a href=https://x.example/>", "</a>", "<nobr>", "<font color=red>", "</font>", "<ul>", "<li>", "</li>", "<dd>", "<pre>\n",
        "<img src=x onerror=alert(1)>", "<img src=cid:logo>", "<img alt=\"", "<p title=\"", "<p title='", "<p style=\"", "color:red;", "background:url(http://evil.example)", "expression(alert(1))",
        "<body onload=x>", "<html onclick=x>", "<head>", "<base href=x>", "<meta http-equiv=refresh content=\"0;url=x\">", "<frameset>", "<image>", "<isindex>", "<hr>", "<h1>", "</h2>", "<ruby>", "<rt>",
    ];

    [Property(MaxTest = 800)]
    public Property Nothing_but_the_harmless_is_ever_shown() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(Fragments)).Select(parts => string.Concat(parts)).ToArbitrary(), html =>
        {
            var shown = LookedThrough.Shown(html);
            return LookedThrough.Wrong(shown).Count == 0;
        });

    [Property(MaxTest = 300)]
    public Property What_is_shown_is_shown_the_same_again() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(Fragments)).Select(parts => string.Concat(parts)).ToArbitrary(), html =>
        {
            var body = LookedThrough.Body(html);
            return new HtmlParser().ParseDocument($"<!DOCTYPE html><html><head></head><body>{body}").Body!.InnerHtml == body;
        });

    [Property(MaxTest = 300)]
    public Property The_words_of_any_html_can_be_had() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(Fragments)).Select(parts => string.Concat(parts)).ToArbitrary(), html => TextOfHtml.Of(html) is not null);

    [Theory]
    [InlineData("nested")]
    [InlineData("formatting")]
    [InlineData("tables")]
    [InlineData("misnested")]
    public void However_deep_a_mail_is_its_document_stays_small_enough_to_show(string kind)
    {
        var shown = LookedThrough.Shown(kind switch
        {
            "nested" => Many(100_000, "<div>") + new string('x', 1_000_000),
            "formatting" => "<p>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<font a={i}>")) + "</p>" + Many(5_000, "<p>x</p>"),
            "tables" => Many(30_000, "<table><tr><td>"),
            _ => Many(10_000, "<b><i><p></b><table><a href=x></i>"),
        });
        var elements = new HtmlParser(new HtmlParserOptions { MaximumDepth = int.MaxValue }).ParseDocument(shown.Document).All;

        Assert.Contains(ShownHtml.Plain, shown.Told);
        Assert.InRange(elements.Length, 1, 400_000);
        Assert.InRange(elements.Where(element => element.FirstElementChild is null).Take(500).Max(element => element.Ancestors().Count()), 1, 300);
    }

    [Fact]
    public void Words_stay_where_elements_are_too_many()
    {
        var body = LookedThrough.Body(Many(15_000, "<p><b>x</b></p>") + "<p>the end");

        Assert.Contains("the end", body, StringComparison.Ordinal);
        Assert.Equal(20_000, Regex.Count(body, "<[a-z]"));
    }

    [Fact]
    public void What_is_too_long_is_cut_and_told()
    {
        var shown = LookedThrough.Shown(new string('x', 6_100_000));

        Assert.Equal([ShownHtml.Cut], shown.Told);
        Assert.InRange(shown.Document.Length, 6_000_000, 6_010_000);
    }

    private static string Many(int count, string html) => string.Concat(Enumerable.Repeat(html, count));
}
