using System.Text.Json;

namespace BpoWorkbench.Domain.Work;

/// <summary>Why an item was given to someone: a code with its figures, stored with the item and told to the agent.</summary>
public sealed record AssignReason(string Code, int UsedPercent = 0)
{
    /// <summary>It has used the largest share of its service time.</summary>
    public const string UsedShare = "assign.used-share";

    /// <summary>Somebody set it above the others.</summary>
    public const string Raised = "assign.raised";

    /// <summary>The agent promised to call back.</summary>
    public const string Promised = "assign.promised";

    /// <summary>Its client would have fallen below its least part of the work.</summary>
    public const string LeastPart = "assign.least-part";

    /// <summary>Clients with more urgent work had more than their part lately.</summary>
    public const string FairPart = "assign.fair-part";

    /// <summary>Another client's work is more urgent, but not by enough to leave this one.</summary>
    public const string ClientInHand = "assign.client-in-hand";

    /// <summary>Their team works on its queue first at this hour.</summary>
    public const string Block = "assign.block";

    /// <summary>The agent took it by hand.</summary>
    public const string ByHand = "assign.by-hand";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static AssignReason? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<AssignReason>(json);
}

/// <summary>
/// How much a lane's head needs someone: by the share of its service time that is used, so that a short promise nearly broken goes before
/// a long one barely begun; a band raises or lowers that share.
/// </summary>
public static class Urgency
{
    private static readonly Dictionary<Band, double> Raise = new() { [Band.Urgent] = 1.0, [Band.High] = 0.5, [Band.Normal] = 0, [Band.Low] = -0.5 };

    /// <summary>In service times. What is overdue already grows no further than to twice what it was when due: it must not starve what can still be kept.</summary>
    public static double Of(double usedShare, Band band) => (usedShare <= 1 ? usedShare : 2 - 1 / usedShare) + Raise[band];
}
