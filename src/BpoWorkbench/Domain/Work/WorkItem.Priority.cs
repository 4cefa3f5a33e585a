namespace BpoWorkbench.Domain.Work;

// How urgent it is by decision: of a person, or of a rule. A person's word stands above the rules.
public sealed partial class WorkItem
{
    /// <summary>Somebody decided; rules leave it alone.</summary>
    public bool BandIsByHand { get; private set; }

    /// <param name="lane">Where it stands with that band while it is ready.</param>
    public void SetBand(Band band, string reason, Lane lane, long personId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        Require(!string.IsNullOrWhiteSpace(reason), "item.band-needs-reason");
        BandIsByHand = true;
        ChangeBand(band, lane, personId, now);
        AddNote(reason, personId, now);
    }

    /// <summary>What a person decided last is taken back.</summary>
    public void RestoreBand(Band band, bool byHand, Lane lane, long personId, DateTime now)
    {
        Require(IsOpen, "item.already-ended");
        BandIsByHand = byHand;
        ChangeBand(band, lane, personId, now);
    }

    /// <summary>A rule holds that makes it more urgent.</summary>
    public void Raise(Band band, Lane lane, DateTime now)
    {
        if (IsOpen && !BandIsByHand && band < Band)
        {
            ChangeBand(band, lane, null, now);
        }
    }

    private void ChangeBand(Band band, Lane lane, long? personId, DateTime now)
    {
        var step = Record(WorkEventKind.BandChanged, now, personId);
        step.Detail = band.ToString();
        Band = band;
        if (State == WorkState.Ready)
        {
            LaneId = lane.Id;
        }
    }
}
