using System.Security.Cryptography;
using System.Text;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class PartTests
{
    [Theory]
    [InlineData("filename=\"a b.pdf\"", "a b.pdf")]
    [InlineData("filename=a b.pdf", "a b.pdf")]
    [InlineData("filename*=utf-8''a%C3%B1o.pdf", "año.pdf")]
    [InlineData("filename*=iso-8859-1'es'a%F1o.pdf", "año.pdf")]
    [InlineData("filename*0*=utf-8''a%C3;\n filename*1*=%B1o; filename*2=\".p%df\"", "año.p%df")]
    [InlineData("filename*1=\"dos.txt\"; filename*0=\"uno \"", "uno dos.txt")]
    [InlineData("filename=\"=?utf-8?Q?a=C3=B1o.pdf?=\"", "año.pdf")]
    [InlineData("filename==?utf-8?Q?a=C3=B1o.pdf?=", "año.pdf")]
    [InlineData("filename=\"=?utf-8?B?YcOxby5w?=\n =?utf-8?B?ZGY=?=\"", "año.pdf")]
    [InlineData("filename=plain.pdf; filename*=utf-8''bonito.pdf", "bonito.pdf")]
    [InlineData("filename=\"C:\\docs\\a.pdf\"", "C:\\docs\\a.pdf")]
    [InlineData("filename=\"a \\\"b\\\".pdf\"", "a \"b\".pdf")]
    [InlineData("filename=\"a;b.pdf", "a;b.pdf")]
    [InlineData(";; filename = a.pdf ;", "a.pdf")]
    [InlineData("filename=(comment) a.pdf", "a.pdf")]
    [InlineData("filename=\"\"", null)]
    public void Names_are_read_as_clients_write_them(string parameter, string? name)
    {
        var attachment = Assert.Single(Mail.With($"Content-Type: application/pdf\nContent-Disposition: attachment; {parameter}", "x").Attachments);

        Assert.Equal((name, "application/pdf", false), (attachment.Name, attachment.Type, attachment.Inline));
    }

    [Fact]
    public void A_disposition_may_be_its_parameters_alone() =>
        Assert.Equal("a.pdf", Assert.Single(Mail.With("Content-Type: application/pdf\nContent-Disposition: filename=a.pdf; size=1", "x").Attachments).Name);

    [Theory]
    [InlineData("text", "text/plain")]
    [InlineData("TEXT/Plain; x", "text/plain")]
    [InlineData("application-x-gzip", "application/octet-stream")]
    [InlineData("", "text/plain")]
    [InlineData("multipart", "multipart/mixed")]
    public void Types_that_are_none_are_the_nearest(string declared, string type) => Assert.Equal(type, Mail.With($"Content-Type: {declared}").Structure.Type);

    [Fact]
    public void Content_goes_where_the_caller_says_and_is_hashed_on_the_way()
    {
        var bytes = RandomNumberGenerator.GetBytes(200_000);
        var part = $"Content-Type: application/zip; name=a.zip\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}";
        List<MemoryStream> opened = [];

        var message = Mail.Read(Mail.Multipart("mixed", "\nHi", part, part), open: head =>
        {
            Assert.Equal((opened.Count + 1, "a.zip"), (head.Number, head.Name));
            opened.Add(new MemoryStream());
            return opened[^1];
        });

        Assert.All(opened, stream => Assert.Equal(bytes, stream.ToArray()));
        Assert.All(opened, stream => Assert.False(stream.CanWrite));
        Assert.Equal([(200_000L, Convert.ToHexStringLower(SHA256.HashData(bytes))), (200_000L, Convert.ToHexStringLower(SHA256.HashData(bytes)))], message.Attachments.Select(a => (a.Size, a.Sha256)));
    }

    [Theory]
    [InlineData("application/ms-tnef", "x", AttachmentKind.Tnef)]
    [InlineData("application/octet-stream", "WINMAIL.DAT", AttachmentKind.Tnef)]
    [InlineData("application/pgp-signature", "x", AttachmentKind.Signature)]
    [InlineData("application/pdf", "x", AttachmentKind.File)]
    public void What_needs_a_word_of_its_own_is_told_apart(string type, string name, AttachmentKind kind) =>
        Assert.Equal(kind, Assert.Single(Mail.With($"Content-Type: {type}; name={name}").Attachments).Kind);

    [Fact]
    public void An_invitation_is_a_calendar_and_a_file()
    {
        var message = Mail.Read(Mail.Multipart("alternative", "\nPlease come", "Content-Type: text/calendar; method=request; charset=utf-8\n\nBEGIN:VCALENDAR\r\nSUMMARY:Reunión\r\nEND:VCALENDAR"));

        Assert.Equal(new MailCalendar("REQUEST", "BEGIN:VCALENDAR\nSUMMARY:Reunión\nEND:VCALENDAR", 1), Assert.Single(message.Calendars));
        Assert.Equal(("Please come", AttachmentKind.Calendar), (message.Text, Assert.Single(message.Attachments).Kind));
    }

    [Fact]
    public void Forwarded_messages_are_messages()
    {
        var message = Mail.Read(Mail.Multipart("mixed", "\nSee below", "Content-Type: message/rfc822\n\n" + Mail.Multipart("mixed", "\ninner", "Content-Type: image/png\n\nx").Replace("limit", "other", StringComparison.Ordinal)));

        var inner = Assert.Single(message.Messages);
        Assert.Equal(("See below", "inner"), (message.Text, inner.Text));
        Assert.Empty(message.Attachments);
        Assert.Single(inner.Attachments);
        Assert.Equal(["m1", "m2"], Mail.Read(Mail.Multipart("digest", "\nSubject: m1\n\na", "\nSubject: m2\n\nb")).Messages.Select(m => m.Subject));
    }

    [Theory]
    [InlineData("base64")]
    [InlineData("quoted-printable")]
    public void A_forwarded_message_may_be_encoded_though_it_must_not(string encoding)
    {
        var inner = "Subject: Año\n\n" + new string('x', 100_000);
        var text = encoding == "base64"
            ? Convert.ToBase64String(Encoding.UTF8.GetBytes(inner), Base64FormattingOptions.InsertLineBreaks)
            : inner.Replace("ñ", "=C3=B1", StringComparison.Ordinal).Replace("xxxx\n", "x=\nxxx\n", StringComparison.Ordinal);

        var message = Mail.Read(Mail.Multipart("mixed", $"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n{text}", "\nafter"));

        Assert.Equal(("Año", 100_000), (message.Messages[0].Subject, message.Messages[0].Text!.Length));
        Assert.Equal("after", message.Text);
    }

    [Fact]
    public void A_report_of_deliveries_tells_of_each_recipient()
    {
        var report = Mail.Read(Mail.Multipart("report; report-type=delivery-status", "\nIt failed",
            "Content-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\n\nFinal-Recipient: rfc822; a@b\nAction: Failed\nStatus: 5.1.1 (none)\nDiagnostic-Code: smtp; 550\n no\n\nOriginal-Recipient: rfc822;c@d\nAction: delayed\n",
            "Content-Type: text/rfc822-headers\n\nMessage-ID: <sent@us>\nSubject: ours\n"));

        var told = Assert.Single(report.Reports);
        Assert.Equal("dns; mx.example.org", told.ReportingMta);
        Assert.Equal([new DeliveryRecipient("a@b", null, "failed", "5.1.1", "smtp; 550 no"), new DeliveryRecipient(null, "c@d", "delayed", null, null)], told.Recipients);
        Assert.Equal(("It failed", "sent@us"), (report.Text, report.Messages[0].MessageId));
        Assert.Empty(report.Attachments);
    }

    [Fact]
    public void A_report_may_be_encoded_from_its_middle_on() =>
        Assert.Equal("a@b", Assert.Single(Assert.Single(Mail.With("Content-Type: message/delivery-status",
            "Reporting-MTA: dns; x\nContent-Transfer-Encoding: base64\n\n" + Convert.ToBase64String("Final-Recipient: rfc822;a@b\n"u8)).Reports).Recipients).Address);
}
