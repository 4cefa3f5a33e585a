namespace BpoWorkbench.Platform.Outbox;

/// <summary>How the handing over of a message to the mail server ended.</summary>
public enum HandOverOutcome
{
    Accepted,

    /// <summary>Certainly not sent; another time it may be.</summary>
    TryLater,

    /// <summary>Certainly not sent, and never will be.</summary>
    Refused,

    /// <summary>The connection broke at a point where the server may have taken it.</summary>
    Unknown,
}

/// <summary>The end of a handing over, with what the server answered in its own words.</summary>
public sealed record HandOver(HandOverOutcome Outcome, string? Answer = null);
