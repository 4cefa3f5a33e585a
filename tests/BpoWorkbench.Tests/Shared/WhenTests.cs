using BpoWorkbench.Shared;
using Bunit;

namespace BpoWorkbench.Tests.Shared;

public sealed class WhenTests : ComponentTest
{
    [Theory]
    [InlineData("2026-11-22T13:05:00Z", "hoy 14:05")]
    [InlineData("2026-11-22T22:59:59Z", "hoy 23:59")]
    [InlineData("2026-11-22T23:00:00Z", "mañana 00:00")]
    [InlineData("2026-11-21T22:30:00Z", "ayer 23:30")]
    [InlineData("2026-11-25T08:00:00Z", "mié 25 nov 09:00")]
    [InlineData("2026-12-09T08:00:00Z", "mié 9 dic")]
    [InlineData("2026-03-22T08:00:00Z", "dom 22 mar")]
    [InlineData("2025-03-22T08:00:00Z", "22 mar 2025")]
    public void A_moment_is_said_as_a_person_would(string at, string said) =>
        Assert.Equal(said, Render<When>(p => p.Add(w => w.At, Utc(at))).Find("time").TextContent);

    [Fact]
    public void The_exact_moment_is_on_the_hover() =>
        Assert.Equal("miércoles, 25 de noviembre de 2026, 09:00:00 (Madrid)", Render<When>(p => p.Add(w => w.At, Utc("2026-11-25T08:00:00Z"))).Find("time").GetAttribute("title"));

    [Fact]
    public void A_day_of_the_calendar_is_said_with_its_year() => Assert.Equal("25 dic 2027", Moments.Say(new DateOnly(2027, 12, 25)));

    [Fact]
    public void A_foreign_zone_is_named() =>
        Assert.Equal("hoy 13:05 (Canary)", Render<When>(p => p.Add(w => w.At, Now).Add(w => w.Zone, TimeZoneInfo.FindSystemTimeZoneById("Atlantic/Canary"))).Find("time").TextContent);

    [Fact]
    public void A_zone_that_shows_the_same_time_is_not_named() =>
        Assert.Equal("hoy 14:05", Render<When>(p => p.Add(w => w.At, Now).Add(w => w.Zone, TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris"))).Find("time").TextContent);

    [Theory]
    [InlineData(45, "45 s")]
    [InlineData(38 * 60, "38 min")]
    [InlineData(2 * 3600, "2 h")]
    [InlineData((2 * 3600) + 600, "2 h 10 min")]
    [InlineData((30 * 3600) + 600, "30 h")]
    [InlineData(72 * 3600, "3 d")]
    public void A_span_is_said_in_its_largest_units(int seconds, string said) => Assert.Equal(said, Moments.Span(TimeSpan.FromSeconds(seconds)));

    private static DateTime Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
}
