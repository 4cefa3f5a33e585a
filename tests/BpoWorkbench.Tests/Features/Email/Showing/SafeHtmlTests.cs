using AngleSharp.Html.Parser;
using BpoWorkbench.Features.Email.Showing;

namespace BpoWorkbench.Tests.Features.Email.Showing;

public sealed class SafeHtmlTests
{
    // The kinds of the OWASP filter evasion list, what is known of mutation, and what mail adds.
    public static TheoryData<string> Hostile =>
    [
        "<script>alert(1)</script>", "<SCRIPT SRC=http://evil.example/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>", "<script", "<<script>alert(1)//<</script>",
        "<img src=x onerror=alert(1)>", "<img src=\"x\"onerror=alert(1)>", "<img/src=x/onerror=alert(1)>", "<IMG \"\"\"><SCRIPT>alert(1)</SCRIPT>\">",
        "<img src=javascript:alert(1)>", "<img src=`javascript:alert(1)`>", "<img src='data:image/svg+xml;base64,PHN2Zz4='>", "<img src=data:text/html,x>",
        "<img srcset='http://evil.example/a 1x, http://evil.example/b 2x'>", "<picture><source srcset=http://evil.example/a><img src=http://evil.example/b></picture>",
        "<img lowsrc=http://evil.example/a dynsrc=http://evil.example/b>", "<image src=http://evil.example/x>", "<input type=image src=http://evil.example/x>",
        "<a href=javascript:alert(1)>x</a>", "<a href=\"jav&#x09;ascript:alert(1)\">x</a>", "<a href=\"jav\nascript:alert(1)\">x</a>", "<a href=\" &#14; javascript:alert(1)\">x</a>",
        "<a href=\"&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;&#58;alert(1)\">x</a>", "<a href=data:text/html;base64,PHNjcmlwdD4=>x</a>",
        "<a href=vbscript:msgbox(1)>x</a>", "<a href=file:///etc/passwd>x</a>", "<a href=blob:https://x/y>x</a>", "<a href=//evil.example>x</a>", "<a href=/logout>x</a>",
        "<a href='https://x.example' ping=http://evil.example onclick=alert(1) download=x>x</a>", "<area href=javascript:alert(1)>", "<map name=x><area href=http://evil.example></map>",
        "<svg onload=alert(1)>", "<svg/onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
        "<svg><style><img src=x onerror=alert(1)></style></svg>", "<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
        "<svg><foreignObject><img src=x onerror=alert(1)></foreignObject></svg>", "<svg><image href=http://evil.example/x></svg>", "<svg><use href=data:x#y></svg>",
        "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
        "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<math href=javascript:alert(1)>x</math>",
        "<math><annotation-xml encoding=text/html><img src=x onerror=alert(1)></annotation-xml></math>",
        "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">", "<textarea><img title=\"</textarea><img src=x onerror=alert(1)>\">", "<title><img title='</title><img src=x onerror=alert(1)>'>",
        "<style>@import 'http://evil.example/x.css';</style>", "<style>*{background:url(http://evil.example)}</style>", "<style><!--</style><img src=x onerror=alert(1)>-->",
        "<xmp><img title='</xmp><img src=x onerror=alert(1)>'>", "<noembed><img title='</noembed><img src=x onerror=alert(1)>'>", "<plaintext><img src=x onerror=alert(1)>",
        "<iframe src=javascript:alert(1)></iframe>", "<iframe srcdoc='<script>alert(1)</script>'>", "<frameset><frame src=http://evil.example></frameset>", "<object data=http://evil.example></object>",
        "<embed src=http://evil.example>", "<applet code=x></applet>", "<template><img src=x onerror=alert(1)></template>", "<template shadowrootmode=open><img src=x onerror=alert(1)></template>",
        "<meta http-equiv=refresh content='0;url=http://evil.example'>", "<meta http-equiv=Set-Cookie content=x=y>", "<base href=http://evil.example/>", "<link rel=stylesheet href=http://evil.example>",
        "<link rel=dns-prefetch href=//evil.example>", "<form action=http://evil.example><input name=p type=password><button formaction=http://evil.example>x</button></form>",
        "<form><form><input></form><img src=x onerror=alert(1)></form>", "<isindex action=javascript:alert(1)>", "<select><style></select><img src=x onerror=alert(1)></style></select>",
        "<body onload=alert(1) background=http://evil.example/x>", "<table background=http://evil.example/x><td background=javascript:alert(1)>x</table>", "<bgsound src=http://evil.example>",
        "<video src=http://evil.example poster=http://evil.example/p onerror=alert(1)></video>", "<audio src=http://evil.example autoplay>", "<marquee onstart=alert(1)>x</marquee>",
        "<details open ontoggle=alert(1)>x</details>", "<div style='background:url(http://evil.example/x)'>x</div>", "<div style=\"width:expression(alert(1))\">x</div>",
        "<div style=\"w\\69 dth:e\\78pression(alert(1))\">x</div>", "<div style=\"background:u\\72l(http://evil.example)\">x</div>", "<div style=\"xss:expr/**/ession(alert(1))\">x</div>",
        "<div style=\"position:fixed;top:0;left:0;width:9999px;height:9999px\">x</div>", "<div style=\"-moz-binding:url(http://evil.example#x)\">x</div>", "<div style=\"behavior:url(x.htc)\">x</div>",
        "<div style=\"--a:url(http://evil.example);background:var(--a)\">x</div>", "<div style=\"background:image-set('http://evil.example' 1x)\">x</div>", "<div style=\"font-family:'a';}*{color:red\">x</div>",
        "<div style='list-style-image:url(http://evil.example)'>x</div>", "<div style=\"content:url(http://evil.example)\">x</div>", "<div style=\"cursor:url(http://evil.example),auto\">x</div>",
        "<p title='\"><img src=x onerror=alert(1)>'>x</p>", "<p title=`x`onmouseover=alert(1)>x</p>", "<p/onclick=alert(1)>x</p>", "<p id=body name=body class=left-out slot=x is=x>x</p>",
        "<!--[if gte IE 4]><script>alert(1)</script><![endif]-->", "<!--><img src=x onerror=alert(1)>-->", "<!-- --!><img src=x onerror=alert(1)>-->", "<![CDATA[><img src=x onerror=alert(1)>]]>",
        "<?xml-stylesheet href=javascript:alert(1)?>", "<? foo=\"><script>alert(1)</script>\">", "<%<img src=x onerror=alert(1)>%>", "<img src=x\0 onerror=alert(1)>", "<sc\0ript>alert(1)</script>",
        "<a href=\"https://x.example/\"><table><a href=\"javascript:alert(1)\">x</table></a>", "<b><p><table><i></b><tr><script>alert(1)</script>", "<custom-element onclick=alert(1)>x</custom-element>",
        "<dialog open><form method=dialog></form></dialog>", "<portal src=http://evil.example></portal>", "<a href='http://x' target=_self rel=opener>x</a>", "+ADw-script+AD4-alert(1)+ADw-/script+AD4-",
    ];

    [Theory]
    [MemberData(nameof(Hostile))]
    public void A_hostile_mail_runs_nothing_and_asks_nothing_of_the_network(string html)
    {
        foreach (var text in new[] { html, html + html, $"<table><tr><td>{html}", $"<ul><li><b>{html}</b>", $"<svg><p>{html}", $"<math><mi>{html}" })
        {
            Assert.Empty(LookedThrough.Wrong(LookedThrough.Shown(text)));
        }
    }

    [Fact]
    public void What_an_honest_mail_looks_like_stays()
    {
        const string Html = "<h1 align=\"center\">Hola</h1><p style=\"color:#333;margin:0 auto;font-family:Arial, 'Open Sans';\">Su <b>pedido</b> &amp; más</p>"
            + "<table width=\"600\" bgcolor=\"#ffffff\"><tbody><tr><td colspan=\"2\">a</td></tr></tbody></table><ul><li>uno</li><li>dos</li></ul>";

        Assert.Equal(Html, LookedThrough.Body(Html));
        Assert.Empty(LookedThrough.Shown(Html).Told);
    }

    [Fact]
    public void Words_that_look_like_html_stay_words() => Assert.StartsWith(
        "<p title=\"a &quot;b&quot; ",
        LookedThrough.Body("<p title='a \"b\" onclick=&quot;c'>&lt;script&gt; &amp;lt;</p>"),
        StringComparison.Ordinal);

    [Fact]
    public void Paragraphs_cells_and_points_that_nobody_ended_stand_beside_one_another() => Assert.Equal(
        "<p>a</p><p>b</p><ul><li>c</li><li>d</li></ul><table><tbody><tr><td>e</td><td>f</td></tr></tbody></table>",
        LookedThrough.Body("<p>a<p>b<ul><li>c<li>d</ul><table><tr><td>e<td>f</table>"));

    [Fact]
    public void A_stray_end_does_not_tear_the_table_around_it() =>
        Assert.Equal("<div><table><tbody><tr><td>a</td><td>b</td></tr></tbody></table></div>", LookedThrough.Body("<div><table><tr><td>a</div></b></td><td>b</td></tr></table></div>"));

    [Theory]
    [InlineData("https://banco.example@evil.example/a?b=c&d=e", "https://evil.example/a?b=c&amp;d=e", "evil.example")]
    [InlineData("HTTP://Ejemplo.es:8080/a b", "http://ejemplo.es:8080/a%20b", "ejemplo.es:8080")]
    [InlineData("https://bаnco.es/", "https://xn--bnco-53d.es/", "xn--bnco-53d.es")]
    [InlineData("mailto:ana@ejemplo.es?subject=x&amp;body=y", "mailto:ana@ejemplo.es", "ana@ejemplo.es")]
    [InlineData("tel:+34912345678", "tel:+34912345678", "+34912345678")]
    public void A_link_says_where_it_truly_leads_and_opens_elsewhere(string href, string address, string target) => Assert.Equal(
        $"<a href=\"{address}\" title=\"{target}\" target=\"_blank\" rel=\"noopener noreferrer nofollow\">x</a>",
        LookedThrough.Body($"<a href=\"{href}\" title=\"https://banco.example\">x</a>"));

    [Fact]
    public void Remote_pictures_are_counted_and_left_out_until_they_are_asked_for()
    {
        const string Html = "<img src=\"http://far.example/a.png\" alt=\"Logo\" width=\"100\"><img src=\"//far.example/b.png\"><td background=http://far.example/c>"
            + "<div style=\"background:url('https://far.example/d')\"></div>";

        var shut = LookedThrough.Shown(Html);
        Assert.Equal(4, shut.RemoteLeftOut);
        Assert.DoesNotContain("far.example", shut.Document, StringComparison.Ordinal);
        Assert.Contains("<span class=\"left-out\">Logo</span>", shut.Document, StringComparison.Ordinal);
        Assert.Contains("img-src data: ; ", shut.Document, StringComparison.Ordinal);

        var open = LookedThrough.Shown(Html, remote: true);
        Assert.Contains("<img alt=\"Logo\" width=\"100\" src=\"http://far.example/a.png\">", open.Document, StringComparison.Ordinal);
        Assert.Contains("src=\"https://far.example/b.png\"", open.Document, StringComparison.Ordinal);
        Assert.Contains("img-src data:  https: http:;", open.Document, StringComparison.Ordinal);
        Assert.Empty(LookedThrough.Wrong(open, remote: true));
    }

    [Theory]
    [InlineData("<img src=http://far.example/a width=1 height=1>")]
    [InlineData("<img src=http://far.example/a height=\"0\">")]
    [InlineData("<img src=http://far.example/a style='display:none'>")]
    public void A_tracking_pixel_is_not_loaded_even_when_pictures_are(string html)
    {
        var shown = LookedThrough.Shown(html, remote: true);

        Assert.Equal("", LookedThrough.Body(shown));
        Assert.Equal([ShownHtml.Pixel], shown.Told);
    }

    [Fact]
    public void Pictures_of_the_mail_itself_are_shown_from_where_the_house_keeps_them()
    {
        var shown = LookedThrough.Shown("<img src=\"cid:logo\"><img src=\"cid:%6Cogo\"><img src=\"cid:unknown\" alt=\"Otra\">");

        Assert.Equal("<img src=\"https://house.example/inline/abc\"><img src=\"https://house.example/inline/abc\"><span class=\"left-out\">Otra</span>", LookedThrough.Body(shown));
        Assert.Contains("img-src data: https://house.example/inline/;", shown.Document, StringComparison.Ordinal);
        Assert.Equal([ShownHtml.Image], shown.Told);
    }

    [Fact]
    public void A_picture_in_the_text_is_shown_only_if_its_bytes_are_one()
    {
        const string Gif = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";

        Assert.Equal($"<img src=\"{Gif}\">", LookedThrough.Body($"<img src=\"{Gif}\">"));
        Assert.Equal([ShownHtml.Image], LookedThrough.Shown("<img src=\"data:image/png;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==\">").Told);
        Assert.Equal([ShownHtml.Image], LookedThrough.Shown($"<img src=\"{Gif}{new string('A', 3_000_000)}\">").Told);
    }

    [Fact]
    public void The_document_forbids_everything_before_anything_else_is_read()
    {
        var head = new HtmlParser().ParseDocument(LookedThrough.Shown("<p>x").Document).Head!;

        Assert.Equal("Content-Security-Policy", head.FirstElementChild!.GetAttribute("http-equiv"));
        Assert.StartsWith("default-src 'none'; style-src 'unsafe-inline'; img-src data:", head.FirstElementChild.GetAttribute("content"), StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", ShownHtml.Sandbox, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-same-origin", ShownHtml.Sandbox, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<script>x</script><p onclick=x>a", "html.script")]
    [InlineData("<a href=javascript:x>a</a>", "html.script")]
    [InlineData("<a href=ftp://x/y>a</a>", "html.link")]
    [InlineData("<form><input></form>", "html.form")]
    [InlineData("<iframe></iframe>", "html.frame")]
    [InlineData("<svg></svg>", "html.drawing")]
    [InlineData("<meta http-equiv=refresh content='0; URL=x'><base href=x>", "html.redirect")]
    [InlineData("<style>p{}</style>", "html.styles")]
    [InlineData("<meta charset=utf-8><title>x</title><p class=a id=b>ok", "")]
    public void What_was_left_out_is_told(string html, string codes) => Assert.Equal(codes, string.Join(',', LookedThrough.Shown(html).Told));
}
