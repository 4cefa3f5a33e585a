using System.Globalization;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// Dates of mail (RFC 5322, 3.3 and 4.3): also years of two digits, zones by name, the order of asctime and of ISO 8601, and what stands
/// around them.
/// </summary>
internal static class Dates
{
    private static readonly string[] Months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

    private static readonly Dictionary<string, int> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = 0, ["UTC"] = 0, ["GMT"] = 0, ["Z"] = 0, ["WET"] = 0, ["WEST"] = 60, ["BST"] = 60, ["CET"] = 60, ["MET"] = 60, ["MEZ"] = 60, ["CEST"] = 120, ["MEST"] = 120,
        ["MESZ"] = 120, ["EET"] = 120, ["EEST"] = 180, ["MSK"] = 180, ["MSD"] = 240, ["IST"] = 330, ["SGT"] = 480, ["HKT"] = 480, ["JST"] = 540, ["KST"] = 540, ["AEST"] = 600,
        ["AEDT"] = 660, ["NZST"] = 720, ["NZDT"] = 780, ["AST"] = -240, ["ADT"] = -180, ["EST"] = -300, ["EDT"] = -240, ["CST"] = -360, ["CDT"] = -300, ["MST"] = -420,
        ["MDT"] = -360, ["PST"] = -480, ["PDT"] = -420, ["HST"] = -600, ["AKST"] = -540, ["AKDT"] = -480, ["BRT"] = -180, ["ART"] = -180,
    };

    /// <summary>Null where there is none. A zone that is unknown or missing counts as UTC (RFC 5322, 4.3).</summary>
    public static DateTimeOffset? Of(string? raw)
    {
        if (raw is null)
        {
            return null;
        }

        int? day = null, month = null, year = null, zone = null;
        TimeSpan? time = null;
        var afternoon = false;
        foreach (var word in Words(raw.Length > 200 ? raw[..200] : raw))
        {
            if (time is null && Clock(word) is { } clock)
            {
                time = clock;
            }
            else if (time is not null && Offset(word) is { } offset)
            {
                // A number counts more than the name beside it.
                zone = offset;
            }
            else if (char.IsAsciiLetter(word[0]))
            {
                month ??= Array.FindIndex(Months, name => word.StartsWith(name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var found ? found + 1 : null;
                afternoon |= word.Equals("PM", StringComparison.OrdinalIgnoreCase);
                zone ??= time is not null && Zones.TryGetValue(word, out var minutes) ? minutes : null;
            }
            else if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Place(number, word.Length, ref day, ref month, ref year);
            }
        }

        if (afternoon && time is { Hours: < 12 })
        {
            time += TimeSpan.FromHours(12);
        }

        return day is { } d && month is { } m && year is { } y ? Make(y, m, d, time ?? TimeSpan.Zero, zone ?? 0) : null;
    }

    private static void Place(int number, int digits, ref int? day, ref int? month, ref int? year)
    {
        // "2001-05-04" begins with its year, and its month is a number.
        if (day is null && year is null && digits == 4)
        {
            year = number;
        }
        else if (month is null && year is not null)
        {
            month = number;
        }
        else if (day is null && digits <= 2)
        {
            day = number;
        }
        else
        {
            year ??= digits switch { <= 2 => number < 50 ? 2000 + number : 1900 + number, 3 => 1900 + number, _ => number };
        }
    }

    private static DateTimeOffset? Make(int year, int month, int day, TimeSpan time, int zone)
    {
        if (year is < 1 or > 9998 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
        {
            return null;
        }

        var local = new DateTime(year, month, day, 0, 0, 0, DateTimeKind.Unspecified) + time;
        var minutes = local.Ticks - (zone * TimeSpan.TicksPerMinute);
        if (minutes < DateTime.MinValue.Ticks || minutes > DateTime.MaxValue.Ticks)
        {
            return null;
        }

        return Math.Abs(zone) <= 14 * 60
            ? new DateTimeOffset(local, TimeSpan.FromMinutes(zone))
            : new DateTimeOffset(new DateTime(minutes, DateTimeKind.Utc));
    }

    private static TimeSpan? Clock(string word)
    {
        var parts = word.Split(word.Contains(':', StringComparison.Ordinal) ? ':' : '.');
        if (parts.Length is < 2 or > 3 || (parts.Length == 2 && !word.Contains(':', StringComparison.Ordinal))
            || !Number(parts[0], 23, out var hours) || !Number(parts[1], 59, out var minutes))
        {
            return null;
        }

        var seconds = 0;
        if (parts.Length == 3 && !Number(parts[2].Split('.', ',')[0], 60, out seconds))
        {
            return null;
        }

        return new TimeSpan(hours, minutes, Math.Min(seconds, 59));
    }

    private static bool Number(string text, int most, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && text.Length <= 2 && number <= most;

    // "-0700", "+01:00", "GMT+2".
    private static int? Offset(string word)
    {
        var sign = word.IndexOfAny(['+', '-']);
        if (sign < 0 || (sign > 0 && !Zones.ContainsKey(word[..sign])))
        {
            return null;
        }

        var digits = word[(sign + 1)..].Replace(":", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 4 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var minutes = digits.Length <= 2 ? value * 60 : (value / 100 * 60) + (value % 100);
        return word[sign] == '-' ? -minutes : minutes;
    }

    // Comments say nothing, a "T" or a dash may join what is apart.
    private static IEnumerable<string> Words(string raw)
    {
        var depth = 0;
        var start = -1;
        var timed = false;
        for (var i = 0; i <= raw.Length; i++)
        {
            var character = i < raw.Length ? raw[i] : ' ';
            depth += character == '(' ? 1 : character == ')' && depth > 0 ? -1 : 0;
            var digits = start >= 0 && char.IsAsciiDigit(raw[start]);
            var ends = depth > 0 || character is ' ' or '\t' or ',' or '(' or ')' or '"' or ';'
                || (character is '-' or '/' or 'T' or 'Z' or '+' && digits) || (character == '-' && !timed && start >= 0);
            if (!ends)
            {
                start = start < 0 ? i : start;
                timed |= character == ':';
                continue;
            }

            if (start >= 0)
            {
                yield return raw[start..i];
            }

            start = depth == 0 && (character == 'Z' || (character is '-' or '+' && timed)) ? i : -1;
        }
    }
}
