using System.Globalization;

namespace BpoWorkbench.Shared;

/// <summary>Sizes of files as people say them.</summary>
public static class Sizes
{
    public static string Say(long bytes) => bytes switch
    {
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Format(CultureInfo.CurrentCulture, "{0:0} kB", bytes / 1024.0),
        _ => string.Format(CultureInfo.CurrentCulture, "{0:0.0} MB", bytes / 1024.0 / 1024.0),
    };
}
