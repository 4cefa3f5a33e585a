using System.Globalization;

namespace BpoWorkbench.Shared;

/// <summary>IANA time zones, Spain's first.</summary>
public static class Zones
{
    private static readonly string[] First = ["Europe/Madrid", "Atlantic/Canary", "Africa/Ceuta"];

    public static readonly IReadOnlyList<(string Id, string Text)> All =
        [.. First.Concat(TimeZoneInfo.GetSystemTimeZones().Select(Iana).OfType<string>().Where(id => id.Contains('/', StringComparison.Ordinal) && !id.StartsWith("Etc/", StringComparison.Ordinal))
                .Except(First).Order(StringComparer.Ordinal))
            .Select(id => (id, Offset(id)))];

    // Windows has names of its own.
    private static string? Iana(TimeZoneInfo zone) => zone.HasIanaId ? zone.Id : TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out var id) ? id : null;

    private static string Offset(string id)
    {
        var offset = TimeZoneInfo.FindSystemTimeZoneById(id).BaseUtcOffset;
        return string.Create(CultureInfo.InvariantCulture, $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}");
    }
}
