namespace BpoWorkbench.Domain.Mail;

/// <summary>What was learnt from the decisions of one client, and how well it does on those of them it was not shown.</summary>
public sealed class LearntTriage : IClientOwned
{
    private LearntTriage()
    {
    }

    public LearntTriage(StoredFile model, int examples, double accuracy, double topThree, double calibrationError, DateTime now)
    {
        ClientId = model.ClientId;
        FileId = model.Id;
        Examples = examples;
        (Accuracy, TopThree, CalibrationError) = (accuracy, topThree, calibrationError);
        At = now;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    /// <summary>The model itself.</summary>
    public long FileId { get; private set; }

    /// <summary>From how many decisions.</summary>
    public int Examples { get; private set; }

    /// <summary>How often its first suggestion is right, from 0 to 1.</summary>
    public double Accuracy { get; private set; }

    /// <summary>How often the right one is among its first three.</summary>
    public double TopThree { get; private set; }

    /// <summary>How far its confidence is from how often it is right, in the mean.</summary>
    public double CalibrationError { get; private set; }

    public DateTime At { get; private set; }
}
