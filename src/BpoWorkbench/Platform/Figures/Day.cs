namespace BpoWorkbench.Platform.Figures;

/// <summary>One day of a calendar in a zone, and the moments (UTC) between which it lies there.</summary>
public readonly record struct Day(DateOnly Date, TimeZoneInfo Zone)
{
    public DateTime From => Midnight(Date);

    /// <summary>The first moment that is no longer part of it.</summary>
    public DateTime To => Midnight(Date.AddDays(1));

    public static Day At(DateTime moment, TimeZoneInfo zone) => new(DateOnly.FromDateTime(TimeZoneInfo.ConvertTimeFromUtc(moment, zone)), zone);

    public Day Plus(int days) => this with { Date = Date.AddDays(days) };

    /// <summary>On which quarter of an hour of the wall's clock a moment falls, from 0 to 95.</summary>
    public int QuarterOf(DateTime moment) => (int)(TimeZoneInfo.ConvertTimeFromUtc(moment, Zone).TimeOfDay / TimeSpan.FromMinutes(15));

    private DateTime Midnight(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        // Where the clocks go forward at midnight, the day begins at one.
        return TimeZoneInfo.ConvertTimeToUtc(Zone.IsInvalidTime(midnight) ? midnight.AddHours(1) : midnight, Zone);
    }
}
