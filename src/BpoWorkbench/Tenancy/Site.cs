namespace BpoWorkbench.Tenancy;

/// <summary>The contact centre itself: its zone is that of agents' lists and of anything that mixes clients.</summary>
public sealed class Site(IConfiguration configuration, TimeProvider time)
{
    public TimeZoneInfo Zone { get; } = TimeZoneInfo.FindSystemTimeZoneById(configuration["Site:TimeZone"] ?? "Europe/Madrid");

    /// <summary>On the wall clock here.</summary>
    public DateTime Local => TimeZoneInfo.ConvertTimeFromUtc(time.GetUtcNow().UtcDateTime, Zone);

    /// <summary>When today began here, in UTC.</summary>
    public DateTime Today
    {
        get
        {
            var local = Local.Date;
            // Where midnight is skipped by the clock change, the day begins an hour later.
            return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(local) ? local.AddHours(1) : local, Zone);
        }
    }
}
