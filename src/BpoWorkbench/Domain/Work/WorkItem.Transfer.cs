namespace BpoWorkbench.Domain.Work;

// Handing it over. The promise to the client stands as it was made: the same policy, the same due time, wherever the item is; and what
// was counted of that promise goes along, so that the queue that has the item answers for it.
public sealed partial class WorkItem
{
    /// <summary>Handed over, and neither taken on nor sent back yet.</summary>
    public bool IsHandedOver { get; private set; }

    public List<Transfer> Transfers { get; } = [];

    /// <summary>Hands it over to another queue, or to one person of its own, by the lane it is to stand in there.</summary>
    /// <param name="keyIsFree">No other item bears its key there; where one does, it goes without.</param>
    public void HandOver(Queue to, Lane lane, Packet packet, bool keyIsFree, long personId, DateTime now)
    {
        RequireOwner(personId);
        Require(to.Id != QueueId || (lane.PersonId != 0 && lane.PersonId != personId), "item.transfer-nowhere");
        // Another kind has another panel and tables of its own.
        Require(to.Kind == Queue!.Kind, "item.transfer-other-kind");
        Require(packet.IsComplete, "item.transfer-needs-packet");
        TakeOn(personId, now);
        Transfers.Add(new Transfer(this, to, lane.PersonId == 0 ? null : lane.PersonId, packet, personId, now));
        var from = Queue;
        Fields = Fields.Where(f => Fits(f.Key, from, to)).ToDictionary();
        Enter(to, lane, keyIsFree ? ExternalKey : null, WorkEventKind.TransferredOut, personId, now);
        IsHandedOver = HandedOver = true;
    }

    /// <summary>Whoever has it now takes it on. Whoever works on it has done so.</summary>
    public void Accept(long personId, DateTime now)
    {
        RequireOwner(personId);
        Require(IsHandedOver, "item.not-handed-over");
        TakeOn(personId, now);
    }

    /// <summary>Back to who handed it over, with a reason: "that is not my job" is said to a colleague, never to a customer.</summary>
    /// <param name="lane">The sender's own, in the queue it came from.</param>
    public void Bounce(Transfer transfer, Lane lane, string reason, bool keyIsFree, long personId, DateTime now)
    {
        RequireOwner(personId);
        Require(IsHandedOver, "item.not-handed-over");
        Require(!string.IsNullOrWhiteSpace(reason), "item.bounce-needs-reason");
        transfer.SendBack(reason.Trim(), personId, now);
        var (here, back) = (Queue!, transfer.FromQueue!);
        // What was meant for other fields stays behind; what was corrected meanwhile comes along.
        Fields = transfer.Fields.Concat(Fields.Where(f => Fits(f.Key, here, back))).GroupBy(f => f.Key).ToDictionary(f => f.Key, f => f.Last().Value);
        IsHandedOver = false;
        HandedOver = true;
        Enter(back, lane, keyIsFree ? transfer.ExternalKey : null, WorkEventKind.Bounced, personId, now);
    }

    private void TakeOn(long personId, DateTime now)
    {
        if (IsHandedOver)
        {
            Record(WorkEventKind.TransferAccepted, now, personId);
            IsHandedOver = false;
        }
    }

    // Two events: one leaves the counters of the old queue, the next enters those of the new one.
    private void Enter(Queue to, Lane lane, string? key, WorkEventKind how, long personId, DateTime now)
    {
        var left = Record(how, now, personId);
        left.Promise = Promise.Open;
        if (State == WorkState.Waiting)
        {
            StandIn(lane);
        }
        else
        {
            GiveUp(left, lane, now);
        }

        (Queue, QueueId, ExternalKey) = (to, to.Id, key);
        AskIn(to, lane, now);
        var entered = Record(WorkEventKind.TransferredIn, now, null);
        entered.From = null;
        entered.PromiseBefore = Promise.Open;
    }

    // A value that the other queue's field of the same name would read as something else.
    private static bool Fits(string code, Queue from, Queue to) =>
        from.Fields.FirstOrDefault(f => f.Code == code) is not { } had || to.Fields.FirstOrDefault(f => f.Code == code) is not { } has || had.Type == has.Type;
}
