using BpoWorkbench.Features.Email.Showing;

namespace BpoWorkbench.Tests.Features.Email.Showing;

public sealed class TextOfHtmlTests
{
    [Theory]
    [InlineData("<p>Hola,</p><p>no  me\nllega<br>la luz</p>", "Hola,\n\nno me llega\nla luz")]
    [InlineData("<div>a</div><div>b</div>c", "a\nb\nc")]
    [InlineData("<ol><li>uno<li>dos</ol><ul><li>x<ul><li>y</ul></ul>", "1. uno\n2. dos\n\n- x\n- y")]
    [InlineData("<table><tr><th>Fecha<th>Importe<tr><td>1 mayo<td>12 €</table>", "Fecha | Importe\n1 mayo | 12 €")]
    [InlineData("<table><tr><td><div>a</div><td><div>b</div></table>", "a\nb")]
    [InlineData("<a href='https://x.example/a'>aquí</a>, <a href='https://x.example/'>x.example</a>, <a href='mailto:a@x.es'>a@x.es</a>", "aquí <https://x.example/a>, x.example, a@x.es")]
    [InlineData("<a href='javascript:alert(1)'>aquí</a>", "aquí")]
    [InlineData("<blockquote><p>a</p><p>b</p></blockquote>c", "> a\n>\n> b\n\nc")]
    [InlineData("<pre>a\n  b</pre>", "a\n  b")]
    [InlineData("<img alt='Logo'>x&nbsp;y &lt;b&gt;", "[Logo]x y <b>")]
    [InlineData("<head><title>t</title><style>p{}</style></head><script>s</script>x<!-- c -->", "x")]
    public void The_words_are_laid_out_as_they_were_meant(string html, string text) => Assert.Equal(text, TextOfHtml.Of(html));

    [Theory]
    [InlineData("<div style='display:none;max-height:0'>Vea <b>nuestras</b> ofertas<br></div>Hola")]
    [InlineData("<span style='font-size:0px'>x</span>Hola")]
    [InlineData("<div style='color:red; MSO-HIDE: all'>x</div>Hola")]
    [InlineData("<div hidden>x<div>y</div>z</div>Hola")]
    [InlineData("&#847;&zwnj;&shy;Hola")]
    public void What_is_hidden_from_the_reader_is_no_part_of_it(string html) => Assert.Equal("Hola", TextOfHtml.Of(html));

    [Fact]
    public void Quoted_history_in_html_is_folded_as_in_text() => Assert.Equal(
        "Sigue igual.",
        FoldedText.Of(TextOfHtml.Of("<div>Sigue igual.</div><div class=gmail_quote><div>El lun, 3 mar 2025 a las 10:00, Atención (&lt;a@x.es&gt;) escribió:<br></div><blockquote>Hola<br>Adiós</blockquote></div>")).Fresh);
}
