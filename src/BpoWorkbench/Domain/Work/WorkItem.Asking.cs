using BpoWorkbench.Domain.Clock;

namespace BpoWorkbench.Domain.Work;

// What the client is asked about an item.
public sealed partial class WorkItem
{
    /// <summary>Only the last one still awaits an answer.</summary>
    public List<ClientQuestion> Questions { get; } = [];

    /// <summary>Put aside until the client answers, or until a moment if it does not.</summary>
    public void AskClient(long personId, string question, DateTime until, string? note, DateTime now)
    {
        Require(!string.IsNullOrWhiteSpace(question), "item.question-required");
        WaitUntil(personId, until, WaitingOn.Client, note, now);
        Questions.Add(new ClientQuestion(this, question.Trim(), personId, now));
    }

    /// <summary>The client's answer: what waits for it is ready at once. It may come late, when the item is back in an agent's hands.</summary>
    public void Answer(ClientQuestion question, string answer, long personId, Lane lane, DateTime now)
    {
        Require(IsOpen, "item.question-over");
        Require(question.AnsweredAt is null, "item.question-answered");
        Require(!string.IsNullOrWhiteSpace(answer), "item.answer-required");
        question.Close(answer.Trim(), personId, now);
        Record(WorkEventKind.Answered, now, personId);
        if (State == WorkState.Waiting && WaitingOn == WaitingOn.Client)
        {
            Wake(lane, now);
        }
    }
}
