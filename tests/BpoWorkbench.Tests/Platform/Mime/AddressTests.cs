namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class AddressTests
{
    [Theory]
    [InlineData("a@b.com", "a@b.com")]
    [InlineData("Ana Pérez <ana@b.com>, luis@c.com", "Ana Pérez|ana@b.com, luis@c.com")]
    [InlineData("\"Pérez, Ana\" <ana@b.com>", "Pérez, Ana|ana@b.com")]
    [InlineData("ana@b.com (Ana (la de Vigo) Pérez)", "Ana (la de Vigo) Pérez|ana@b.com")]
    [InlineData("=?utf-8?Q?P=C3=A9rez,_Ana?= <ana@b.com>", "Pérez, Ana|ana@b.com")]
    [InlineData("=?utf-8?Q?P=C3=A9rez,?= =?utf-8?Q?_Ana?= <ana@b.com>", "Pérez, Ana|ana@b.com")]
    [InlineData("=?utf-8?Q?Pérez, sin escapar?= <ana@b.com>, x@y", "Pérez, sin escapar|ana@b.com, x@y")]
    [InlineData("\"=?utf-8?Q?P=C3=A9rez?=\" <ana@b.com>", "Pérez|ana@b.com")]
    [InlineData("Equipo: a@b.com, Luis <c@d.com>; e@f.com", "a@b.com, Luis|c@d.com, e@f.com")]
    [InlineData("undisclosed-recipients:;", "")]
    [InlineData("a@b.com; c@d.com", "a@b.com, c@d.com")]
    [InlineData("<@relay,@other:a@b.com>", "a@b.com")]
    [InlineData("Ana . Pérez @ b . com", "Ana.Pérez@b.com")]
    [InlineData("Ana P. Gil ana@b.com", "Ana P. Gil|ana@b.com")]
    [InlineData("\"john doe\"@b.com", "\"john doe\"@b.com")]
    [InlineData("\"ana@b.com\"", "ana@b.com")]
    [InlineData("Ana ana@b.com", "Ana|ana@b.com")]
    [InlineData("\"Ana <ana@b.com>, luis@c.com", "\"Ana|ana@b.com, luis@c.com")]
    [InlineData("Ana <ana@b.com, Luis <luis@c.com>", "Ana|ana@b.com, Luis|luis@c.com")]
    [InlineData("Ana (nunca acaba <ana@b.com>", "Ana (nunca acaba|ana@b.com")]
    [InlineData("MAILER DAEMON <>", "MAILER DAEMON|")]
    [InlineData("root", "root")]
    [InlineData(",, ,", "")]
    public void Lists_are_read_as_clients_write_them(string raw, string expected) => Assert.Equal(expected, Shown(Mail.Read($"To: {raw}\n\n").To));

    [Fact]
    public void Several_fields_of_one_name_are_one_list() =>
        Assert.Equal("a@b, c@d", Shown(Mail.Read("Cc: a@b\nSubject: x\nCC: c@d\n\n").Cc));

    [Fact]
    public void Every_role_has_its_own()
    {
        var message = Mail.Read("From: a@b\nSender: c@d\nReply-To: e@f\nTo: g@h\nCc: i@j\nBcc: k@l\n\n");

        Assert.Equal("a@b c@d e@f g@h i@j k@l", string.Join(' ', Shown(message.From), message.Sender!.Address, Shown(message.ReplyTo), Shown(message.To), Shown(message.Cc), Shown(message.Bcc)));
    }

    private static string Shown(IEnumerable<BpoWorkbench.Platform.Mime.MailAddress> addresses) =>
        string.Join(", ", addresses.Select(address => address.Name is null ? address.Address : $"{address.Name}|{address.Address}"));
}
