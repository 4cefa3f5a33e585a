using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// How long what an agent holds stays theirs while nothing of them is seen. It is counted from the last moment the server knew a page of
/// theirs connected; a stop of the server counts for nothing: the lease begins anew at its start.
/// </summary>
public sealed class LeaseTimes(IConfiguration settings, TimeProvider time)
{
    private DateTime? _started;

    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(settings.GetValue("Sharing:LeaseSeconds", 180));

    /// <summary>How often those who are there are noted.</summary>
    public TimeSpan Beat => Lease / 12 < TimeSpan.FromSeconds(15) ? Lease / 12 : TimeSpan.FromSeconds(15);

    /// <summary>After this much silence somebody counts as gone from work; what they hold waits for them until the lease is over.</summary>
    public TimeSpan Silence => Lease / 3;

    /// <summary>Whoever was last seen before this has been away for so long; null while the server has not been up for as long itself.</summary>
    public DateTime? LastSeenBefore(TimeSpan away)
    {
        var limit = time.Now() - away;
        return limit < (_started ??= time.Now()) ? null : limit;
    }

    public void ServerStarted() => _started = time.Now();
}
