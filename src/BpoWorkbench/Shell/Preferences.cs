namespace BpoWorkbench.Shell;

/// <summary>How this browser likes the screen, kept in cookies so that the first paint is right. shell.js writes the same ones.</summary>
public sealed record Preferences(string Appearance, string Density, string Nav)
{
    public const string Theme = "theme";

    public static CookieOptions CookieOptions { get; } = new() { MaxAge = TimeSpan.FromDays(365), SameSite = SameSiteMode.Lax, IsEssential = true };

    public static Preferences Of(HttpContext http) => new(
        OneOf(http, Theme, "system", "light", "dark"),
        OneOf(http, "density", "dense", "comfortable"),
        OneOf(http, "nav", "wide", "narrow"));

    /// <summary>Which screens a theme's sheet is for: all, none, or those that prefer it.</summary>
    public string MediaOf(string theme) =>
        Appearance == "system" ? $"(prefers-color-scheme: {theme})" : Appearance == theme ? "all" : "not all";

    private static string OneOf(HttpContext http, string cookie, string usual, params string[] others) =>
        http.Request.Cookies[cookie] is { } value && others.Contains(value, StringComparer.Ordinal) ? value : usual;
}
