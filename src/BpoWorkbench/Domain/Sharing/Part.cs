namespace BpoWorkbench.Domain.Sharing;

/// <summary>What is known of a client's part in its agents' work.</summary>
/// <param name="Share">What it has contracted, in per cent; null where nothing was agreed.</param>
/// <param name="Usual">How much was done for it in the last weeks.</param>
public sealed record ClientShare(long Client, int? Share, long Usual = 0);

/// <summary>What a client is due of the assignments made to those who serve it.</summary>
/// <param name="Least">Of every hundred assignments it gets at least so many while it has ready work.</param>
/// <param name="Fair">The part of all assignments, from 0 to 1, above which it makes room for others.</param>
public sealed record Part(int Least, double Fair)
{
    /// <summary>
    /// The parts of the clients that one agent serves. A client without a share of its own has an equal part of what the others leave,
    /// and half of that as its least: the rest is shared out by urgency. It makes room only above that and above what is usual for it.
    /// </summary>
    /// <param name="served">Each client once; the shares come to at most 100.</param>
    public static Dictionary<long, Part> Of(IReadOnlyCollection<ClientShare> served)
    {
        var given = served.Sum(c => c.Share ?? 0);
        var without = served.Count(c => c.Share is null);
        var equal = without == 0 ? 0 : Math.Max(100 - given, 0) / (double)without;
        var usual = (double)served.Sum(c => c.Usual);
        return served.ToDictionary(c => c.Client, c => c.Share is { } share
            ? new Part(share, share / 100.0)
            : new Part((int)(equal / 2), Math.Max(equal / 100, usual > 0 ? c.Usual / usual : 0)));
    }
}
