using BpoWorkbench.Domain.Mail;

namespace BpoWorkbench.Features.Email;

/// <summary>How mail of a queue comes in and goes out, as it is typed in.</summary>
public sealed class MailboxForm
{
    public string Address { get; set; } = "";

    public string AnswerFrom { get; set; } = "";

    public LateReply LateReply { get; set; }

    public int SuggestFrom { get; set; } = 40;

    public bool FilesByItself { get; set; }

    public int FileFrom { get; set; } = 95;

    public int CheckShare { get; set; } = 5;

    public bool PromisesComplaints { get; set; }

    /// <summary>Spain: 15 (Ley 10/2025 on customer service; unverified).</summary>
    public int ComplaintDays { get; set; } = 15;

    public static MailboxForm Of(Mailbox mailbox) => new()
    {
        Address = mailbox.Address,
        AnswerFrom = mailbox.AnswerFrom ?? "",
        LateReply = mailbox.LateReply,
        SuggestFrom = mailbox.SuggestFrom,
        FilesByItself = mailbox.FileFrom is not null,
        FileFrom = mailbox.FileFrom ?? 95,
        CheckShare = mailbox.CheckShare,
        PromisesComplaints = mailbox.ComplaintDays is not null,
        ComplaintDays = mailbox.ComplaintDays ?? 15,
    };

    /// <exception cref="Domain.Refusal">mailbox.address; mailbox.answer-from; mailbox.shares; mailbox.complaint-days.</exception>
    public void Apply(Mailbox mailbox)
    {
        mailbox.Redirect(Address);
        mailbox.AnswerAs(AnswerFrom);
        mailbox.LateReply = LateReply;
        mailbox.Trust(SuggestFrom, FilesByItself ? FileFrom : null, CheckShare);
        mailbox.ResolveComplaintsWithin(PromisesComplaints ? ComplaintDays : null);
    }
}
