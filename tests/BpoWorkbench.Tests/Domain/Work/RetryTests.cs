using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Tests.Domain.Work;

public sealed class RetryTests
{
    private const long Agent = 7;
    private readonly Lane _lane = new(1, 0, Band.Normal);
    private DateTime _now = new(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);

    [Theory]
    [InlineData(CountsAs.None)]
    [InlineData(CountsAs.Billable)]
    [InlineData(CountsAs.Attempt)]
    public void A_call_nobody_answers_comes_back_and_ends_as_the_campaign_says_whatever_it_counts_as(CountsAs counts)
    {
        var queue = new Queue(1, "task", "Cola");
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, TimeSpan.FromHours(4)));
        var lost = new Disposition(queue, "LOST", "No localizado", DispositionEffect.Finish, CountsAs.None);
        var none = new Disposition(queue, "NONE", "No contesta", DispositionEffect.Retry, counts) { MaxAttempts = 3, RetryMinutes = 45 };
        var item = WorkItem.Receive(queue, _lane, _now, "1", "Fila", [], null, null);

        foreach (var _ in new[] { 1, 2 })
        {
            Call(item, none, lost);
            Assert.Equal((WorkState.Waiting, _now.AddMinutes(45)), (item.State, item.WakeAt));
            _now = _now.AddMinutes(45);
            item.Wake(_lane, _now);
        }

        Call(item, none, lost);
        Assert.Equal((WorkState.Done, 3, lost.Id), (item.State, item.Attempts, item.DispositionId));

        // The last one taken back is tried again, and ends it again.
        item.Undo(Agent, _now);
        Assert.Equal(2, item.Attempts);
        item.Complete(none, lost, Agent, null, null, _now.AddSeconds(1));
        Assert.Equal(WorkState.Done, item.State);
    }

    private void Call(WorkItem item, Disposition none, Disposition then)
    {
        item.Claim(Agent, "{}", _now);
        item.Complete(none, then, Agent, null, null, _now);
    }
}
