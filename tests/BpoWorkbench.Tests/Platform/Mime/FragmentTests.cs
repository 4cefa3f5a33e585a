using System.Text;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

public sealed class FragmentTests
{
    private const string First = "From: a@b\nSubject: Report (1/2)\nReceived: by c\nMessage-ID: <1@b>\nContent-Type: message/partial; id=\"x@b\"; number=1; total=2\n\n"
        + "From: other@b\nSubject: Report,\n whole\nMessage-ID: <x@b>\nContent-Type: multipart/mixed; boundary=l\nMIME-Version: 1.0\n\n--l\n\ntext\n--l\nContent-Type: text/csv; name=a.csv\n\na;b\n";

    private const string Second = "From: a@b\nMessage-ID: <2@b>\nContent-Type: message/partial; id=\"x@b\"; number=2; total=2\n\n1;2\n--l--";

    [Fact]
    public void A_fragment_says_what_it_is_a_piece_of()
    {
        var message = Mail.Read(Second);

        Assert.Equal(new MailFragment("x@b", 2, 2), message.Fragment);
        Assert.Equal((null, "message/partial"), (message.Text, Assert.Single(message.Attachments).Type));
        Assert.Null(Mail.With("Content-Type: message/partial; id=x; number=-1").Fragment);
    }

    [Fact]
    public void Fragments_in_any_order_are_the_message_that_was_sent()
    {
        using var whole = Join(Second, First, Second);

        Assert.StartsWith("From: a@b\nReceived: by c\nSubject: Report,\n whole\nMessage-ID: <x@b>\nContent-Type", Encoding.UTF8.GetString(whole!.ToArray()), StringComparison.Ordinal);
        var message = MailReader.Read(whole);
        Assert.Equal(("Report, whole", "x@b", "text", null), (message.Subject, message.MessageId, message.Text, message.Fragment));
        Assert.Equal(("a.csv", 7L), (message.Attachments[0].Name, message.Attachments[0].Size));
        Assert.Equal(MailFaults.None, message.Faults);
    }

    [Fact]
    public void While_one_is_missing_or_they_are_too_large_together_there_is_none()
    {
        Assert.Null(Join(First));
        Assert.Null(Join(Second));
        Assert.Null(Join(First, Second.Replace("x@b", "y@b", StringComparison.Ordinal)));
        Assert.Null(MailReader.Join(new[] { First, Second }.Select(Fragment), new MailLimits { MessageBytes = First.Length }));
    }

    private static MemoryStream? Join(params string[] fragments) => MailReader.Join(fragments.Select(Fragment));

    private static (MailMessage Fragment, Stream Of) Fragment(string text) => (Mail.Read(text), new MemoryStream(Encoding.UTF8.GetBytes(text)));
}
