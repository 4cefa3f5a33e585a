using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace BpoWorkbench.Data;

/// <summary>Moments are stored as milliseconds since 1970: one order in every database, and the kind is never lost.</summary>
public sealed class UtcMilliseconds() : ValueConverter<DateTime, long>(moment => Write(moment), stored => Read(stored))
{
    public static long Write(DateTime moment) => moment.Kind == DateTimeKind.Local
        ? throw new InvalidOperationException("A moment must be UTC before it is stored.")
        : (moment.Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMillisecond;

    public static DateTime Read(long stored) => DateTime.UnixEpoch.AddMilliseconds(stored);
}
