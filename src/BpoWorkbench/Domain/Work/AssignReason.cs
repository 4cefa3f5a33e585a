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

    /// <summary>The agent took it by hand.</summary>
    public const string ByHand = "assign.by-hand";

    public string ToJson() => JsonSerializer.Serialize(this);

    public static AssignReason? Parse(string? json) => json is null ? null : JsonSerializer.Deserialize<AssignReason>(json);
}

/// <summary>
/// Which of the lanes' heads comes next: the one that has used the largest share of its service time, so that a short promise
/// nearly broken goes before a long one barely begun; a band raises or lowers that share.
/// </summary>
public static class Urgency
{
    private static readonly Dictionary<Band, double> Raise = new() { [Band.Urgent] = 1.0, [Band.High] = 0.5, [Band.Normal] = 0, [Band.Low] = -0.5 };

    /// <summary>Used share of the service time, 1 = due now.</summary>
    public static double UsedShare(DateTime received, DateTime due, DateTime now) =>
        due <= received ? 1 + (now - due).TotalHours : (now - received) / (due - received);

    /// <summary>What heads are compared by: the largest goes first. What was promised by the agent goes before all.</summary>
    public static double Score(DateTime received, DateTime due, Band band, bool promised, DateTime now) =>
        UsedShare(received, due, now) + Raise[band] + (promised ? 1_000_000 : 0);

    public static AssignReason Reason(DateTime received, DateTime due, Band band, bool promised, DateTime now) => new(
        promised ? AssignReason.Promised : band < Band.Normal ? AssignReason.Raised : AssignReason.UsedShare,
        (int)Math.Round(Math.Min(UsedShare(received, due, now), 99) * 100));
}
