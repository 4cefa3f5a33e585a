using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("=?utf-8?Q?Se=C3=B1or_P=C3=A9rez?=", "Señor Pérez")]
    [InlineData("=?iso-8859-1?q?ma=F1ana?= y =?utf-8?B?aG95?=", "mañana y hoy")]
    [InlineData("=?utf-8?Q?uno?= =?utf-8?Q?dos?=", "unodos")]
    [InlineData("=?utf-8*es?Q?con_lengua?=", "con lengua")]
    [InlineData("=?utf-8?Q?a=C3?= =?utf-8?Q?=B1o?=", "año")]
    [InlineData("=?utf-8?B?YcO?= =?utf-8?B?xbw?=", "año")]
    [InlineData("=?utf-8?B?YcOxbw?=", "año")]
    [InlineData("=?utf-8?Q?con espacios?= detrás", "con espacios detrás")]
    [InlineData("pegado=?utf-8?Q?s=C3=AD?=", "pegadosí")]
    [InlineData("=?utf-8?Q?nunca acaba", "=?utf-8?Q?nunca acaba")]
    [InlineData("=?utf-8?Q?nunca =?utf-8?Q?acaba?=", "=?utf-8?Q?nunca acaba")]
    [InlineData("=?utf-8?Q?dos=0D=0Al=C3=ADneas?=", "dos líneas")]
    [InlineData("=?x-unknown?Q?=E1?=", "á")]
    [InlineData("=?ISO-2022-JP?B?GyRCRnxLXBsoQg==?=", "日本")]
    public void Encoded_words_are_read_as_they_come(string raw, string subject) => Assert.Equal(subject, Mail.Read($"Subject: {raw}\n\n").Subject);

    [Fact]
    public void A_field_goes_on_over_lines() => Assert.Equal("one two", Mail.Read("Subject: one\r\n two\r\n\r\n").Subject);

    [Fact]
    public void Bytes_above_127_are_utf_8_or_what_is_declared_or_windows_1252()
    {
        Assert.Equal("año", Mail.Read("Subject: año\n\n").Subject);
        Assert.Equal("año “x”", Mail.Read(Mail.Latin("Subject: a\u00F1o \u0093x\u0094\n\n")).Subject);
        Assert.Equal("при", Mail.Read(Mail.Latin("Subject: \u00D0\u00D2\u00C9\nContent-Type: text/plain; charset=koi8-r\n\n")).Subject);
    }

    [Fact]
    public void A_broken_line_amid_the_fields_hides_none_of_those_after_it()
    {
        var message = Mail.Read("Received: from a\nby b with a broken line\nSubject: there\n\nbody");

        Assert.Equal(("there", "body"), (message.Subject, message.Text));
        Assert.True(message.Faults.HasFlag(MailFaults.HeaderLine));
    }

    [Fact]
    public void A_body_may_begin_without_the_empty_line() => Assert.Equal("here it begins\n", Mail.Read("Subject: x\nhere it begins\n").Text);

    [Fact]
    public void Fields_keep_their_order_and_their_name()
    {
        var headers = Mail.Read("X-A: 1\nlist-ID: <x>\nX-A : 2\n\n").Headers;

        Assert.Equal(["X-A", "list-ID", "X-A"], headers.Select(header => header.Name));
        Assert.Equal(["1", "2"], headers.All("x-a").Select(header => header.Value));
        Assert.Equal("<x>", headers.Value("List-Id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("{ \"a\": 1 }")]
    [InlineData("<!DOCTYPE html>\n<html>")]
    [InlineData("Dear all,\n\nSubject: x\n")]
    public void What_begins_with_no_field_is_no_message(string text) =>
        Assert.Equal("mail.not-a-message", Assert.Throws<Refusal>(() => Mail.Read(text)).Code);

    [Fact]
    public void Identifiers_come_without_their_brackets()
    {
        var message = Mail.Read("Message-ID: <a@b>\nIn-Reply-To: Your message <c@d> of today\nReferences: <e@f>\n <g@\n h> <c@d>\n\n");

        Assert.Equal("a@b", message.MessageId);
        Assert.Equal(["c@d"], message.InReplyTo);
        Assert.Equal(["e@f", "g@h", "c@d"], message.References);
        Assert.Equal("bare@id", Mail.Read("Message-ID: bare@id\n\n").MessageId);
    }

    [Theory]
    [InlineData("Fri, 4 May 2001 14:05:44 -0400", "2001-05-04T14:05:44-04:00")]
    [InlineData("Sun, 7 May 95 16:21:03 GMT", "1995-05-07T16:21:03+00:00")]
    [InlineData("7 May 03 16:21 EDT", "2003-05-07T16:21:00-04:00")]
    [InlineData("Wed, 20 Sep 1995 00:19:00 (EDT) -0400", "1995-09-20T00:19:00-04:00")]
    [InlineData("Fri Nov 26 21:40:36 2004", "2004-11-26T21:40:36+00:00")]
    [InlineData("Mon,26-Aug-2002 2:32:53 +02:00", "2002-08-26T02:32:53+02:00")]
    [InlineData("2001-05-04T14:05:44Z", "2001-05-04T14:05:44+00:00")]
    [InlineData("Tue, 30 Nov 2004 23:59:60 +0100", "2004-11-30T23:59:59+01:00")]
    [InlineData("Tue, 27 Aug 2002 13:41:46 -1600", "2002-08-28T05:41:46+00:00")]
    [InlineData("Sat, 30 Feb 2002 13:41:46 +0000", null)]
    [InlineData("yesterday", null)]
    public void Dates_are_read_as_clients_write_them(string raw, string? date) =>
        Assert.Equal(date, Mail.Read($"Date: {raw}\n\n").Date?.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Of_too_many_fields_the_first_are_read_and_the_rest_is_told_of()
    {
        var text = new StringBuilder("Subject: x\n");
        for (var i = 0; i < 100_000; i++)
        {
            text.Append("X-Long: ").Append('a', 100).Append('\n');
        }

        var message = Mail.Read(text.Append("\nbody").ToString());

        Assert.Equal(("x", "body", MailFaults.HeadersCut), (message.Subject, message.Text, message.Faults));
        Assert.Equal(MailLimits.Default.Headers, message.Headers.Count);
    }

    [Fact]
    public void What_servers_found_is_told_apart()
    {
        var found = Assert.Single(Mail.Read("""
            Authentication-Results: mx.example.org 1;
             spf=pass (sender (really) ok) smtp.mailfrom=a@example.com;
             dkim=fail reason="bad; signature" header.d=example.com header.s = x; DMARC=Pass;; nonsense
            Subject: x


            """.ReplaceLineEndings("\n")).AuthenticationResults);

        Assert.Equal("mx.example.org", found.Server);
        Assert.Equal(["spf=pass", "dkim=fail", "dmarc=pass"], found.Results.Select(result => $"{result.Method}={result.Result}"));
        Assert.Equal("bad; signature", found.Results[1].Reason);
        Assert.Equal([new("header.d", "example.com"), new("header.s", "x")], found.Results[1].Properties);
        Assert.Empty(Assert.Single(Mail.Read("Authentication-Results: example.org; none\n\n").AuthenticationResults).Results);
    }
}
