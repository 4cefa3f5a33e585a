using System.Globalization;
using BpoWorkbench.Shared;

namespace BpoWorkbench.Features.Email.Quality;

/// <summary>The figures of a day's mail as they are shown; "–" where there is nothing to reckon from.</summary>
internal static class MailWords
{
    private const int Named = 3;

    /// <summary>In their order.</summary>
    public static readonly IReadOnlyList<string> Figures = ["arrived", "sifted", "right", "first-response", "turnaround", "reopened"];

    public static string Say(MailDay day, string figure) => figure switch
    {
        "arrived" => Count(day.Arrived),
        "sifted" => day.Sifted.Say() ?? "–",
        "right" => day.Right.Say() ?? "–",
        "first-response" => day.FirstResponse is { } first ? Moments.Span(first) : "–",
        "turnaround" => day.Turnaround is { } turnaround ? Moments.Span(turnaround) : "–",
        _ => Count(day.Reopened),
    };

    /// <summary>What most of it was about.</summary>
    public static string Mix(MailDay day) => string.Join(" · ", day.Mix.Take(Named).Select(p => $"{p.Category} {p.Share.Say()}"));

    private static string Count(long value) => value.ToString("N0", CultureInfo.CurrentCulture);
}
