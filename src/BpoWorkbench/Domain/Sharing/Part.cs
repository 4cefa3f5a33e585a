namespace BpoWorkbench.Domain.Sharing;

/// <summary>What a client is due of the assignments made to those who serve it.</summary>
/// <param name="Least">Of every hundred assignments it gets at least so many while it has ready work.</param>
/// <param name="Fair">The part of all assignments, from 0 to 1, above which it makes room for others.</param>
public sealed record Part(int Least, double Fair)
{
    /// <summary>
    /// The parts of the clients that one agent serves. A client without a share of its own has an equal part of what the others leave,
    /// and half of that as its least: the rest is shared out by urgency.
    /// </summary>
    /// <param name="served">Each client once, with its share in per cent where it has one; together at most 100.</param>
    public static Dictionary<long, Part> Of(IReadOnlyCollection<(long Client, int? Share)> served)
    {
        var given = served.Sum(c => c.Share ?? 0);
        var without = served.Count(c => c.Share is null);
        var equal = without == 0 ? 0 : Math.Max(100 - given, 0) / (double)without;
        return served.ToDictionary(c => c.Client, c => c.Share is { } share ? new Part(share, share / 100.0) : new Part((int)(equal / 2), equal / 100));
    }
}
