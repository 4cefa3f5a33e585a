using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class BoundaryTests
{
    private const string Head = "Subject: x\nContent-Type: multipart/mixed; boundary=";

    [Fact]
    public void A_multipart_that_never_ends_ends_with_the_message()
    {
        var message = Mail.Read(Head + "a\n\n--a\n\none\n--a\nContent-Type: image/png\n\ntwo");

        Assert.Equal(("one", 3L, MailFaults.Boundary), (message.Text, message.Attachments[0].Size, message.Faults));
    }

    [Fact]
    public void The_boundary_of_the_parent_ends_its_children()
    {
        var message = Mail.Read(Head + "a\n\n--a\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\none\n--a\n\ntwo\n--a--\n");

        Assert.Equal("one\ntwo", message.Text);
        Assert.Equal(["multipart/mixed", "text/plain"], message.Structure.Parts.Select(part => part.Type));
    }

    [Fact]
    public void A_child_may_have_the_boundary_of_its_parent()
    {
        var message = Mail.Read(Head + "a\n\n--a\nContent-Type: multipart/alternative; boundary=a\n\n--a\n\none\n--a\nContent-Type: text/html\n\n<p>\n--a--\n\n--a\nContent-Type: image/png\n\nx\n--a--\n");

        Assert.Equal(("one", "<p>"), (message.Text, message.Html));
        Assert.Single(message.Attachments);
    }

    [Theory]
    [InlineData("")]
    [InlineData("; boundary=never")]
    public void What_cannot_be_split_is_text(string parameter)
    {
        var message = Mail.With($"Content-Type: multipart/mixed{parameter}", "all\n--a\nof it");

        Assert.Equal(("all\n--a\nof it", MailFaults.Boundary), (message.Text, message.Faults));
    }

    [Fact]
    public void An_empty_boundary_is_one() => Assert.Equal("one", Mail.Read(Head + "\"\"\n\n--\n\none\n--\nContent-Type: x/y\n\n----\n").Text);

    [Fact]
    public void A_longer_boundary_is_another_one() => Assert.Equal("one\n--ab\ntwo\n--a-\nthree", Mail.Read(Head + "a\n\n--a\n\none\n--ab\ntwo\n--a-\nthree\n--a-- \t\n").Text);

    [Fact]
    public void White_space_after_a_boundary_does_not_matter() => Assert.Equal("one", Mail.Read(Head + "\"a \"\n\n--a \t\r\n\r\none\r\n--a--  ").Text);

    [Fact]
    public void The_line_break_before_a_boundary_belongs_to_it()
    {
        foreach (var end in new[] { "\n", "\r\n", "\r" })
        {
            var part = $"--a{end}Content-Type: x/y{end}{end}one{end}{end}--a{end}Content-Type: x/y{end}{end}two{end}--a--{end}";

            Assert.Equal([3L + end.Length, 3], Mail.Read(Head.Replace("\n", end, StringComparison.Ordinal) + $"a{end}{end}{part}").Attachments.Select(a => a.Size));
        }
    }

    [Fact]
    public void Boundaries_one_after_the_other_hold_nothing_between() =>
        Assert.Equal(2, Mail.Read(Head + "a\n\n--a\n--a\n\none\n--a\n--a\n--a\n\ntwo\n--a--\n").Structure.Parts.Count);

    [Fact]
    public void What_lies_too_deep_is_a_file()
    {
        var message = Mail.Read(string.Concat(Enumerable.Range(0, 100_000).Select(i => $"Content-Type: multipart/mixed; boundary=b{i}\n\n--b{i}\n")) + "\ntext");

        Assert.True(message.Faults.HasFlag(MailFaults.TooDeep));
        Assert.Equal("multipart/mixed", Assert.Single(message.Attachments).Type);
        Assert.True(Mail.Read(string.Concat(Enumerable.Repeat("Content-Type: message/rfc822\n\n", 10_000)), new MailLimits { Depth = 3 }).Faults.HasFlag(MailFaults.TooDeep));
    }

    [Fact]
    public void Of_too_many_parts_the_first_are_read()
    {
        var message = Mail.Read(Head + "a\n\n" + string.Concat(Enumerable.Repeat("--a\nContent-Type: x/y\n\nz\n", 100_000)));

        Assert.Equal(MailLimits.Default.Parts - 1, message.Attachments.Count);
        Assert.True(message.Faults.HasFlag(MailFaults.TooManyParts));
    }

    [Fact]
    public void A_line_of_many_megabytes_is_passed_on_as_it_is()
    {
        var message = Mail.Read(Head + "a\n\n--a\nContent-Type: x/y\n\n" + new string('z', 5_000_000) + "--a\n--a--\n");

        Assert.Equal(5_000_003, Assert.Single(message.Attachments).Size);
    }

    [Fact]
    public void A_message_that_is_too_large_is_refused() => Assert.Equal("mail.too-large",
        Assert.Throws<BpoWorkbench.Domain.Refusal>(() => Mail.Read("Subject: x\n\n" + string.Concat(Enumerable.Repeat("0123456789\n", 200_000)), new MailLimits { MessageBytes = 1 << 20 })).Code);
}
