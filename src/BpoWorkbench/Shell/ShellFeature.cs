using BpoWorkbench.Shared;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.HttpResults;
using Radzen;

namespace BpoWorkbench.Shell;

/// <summary>The frame around every page: layout, menu, languages, theme, keys.</summary>
public static class ShellFeature
{
    public static IServiceCollection AddShell(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddRadzenComponents();
        services.AddCascadingAuthenticationState();
        services.AddAuthorization();
        services.AddLocalization();
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.SetDefaultCulture("es-ES");
            options.SupportedCultures = [.. ReaderLanguage.Cultures.Values.Select(name => new System.Globalization.CultureInfo(name))];
            options.SupportedUICultures = [.. ReaderLanguage.Cultures.Keys.Select(name => new System.Globalization.CultureInfo(name))];
            options.RequestCultureProviders = [new ReaderLanguage()];
        });
        services.AddAntiforgery(options => options.HeaderName = "RequestVerificationToken");
        services.AddSingleton<Failures>();
        services.AddScoped<Sentences>().AddScoped<UserAction>().AddScoped<ReaderCulture>();
        services.AddScoped<Keys>().AddScoped<Confirmation>().AddScoped<Tick>();
        services.AddSingleton(new RefusalTexts(typeof(ShellTexts)));

        // Lists that mix clients show the site's time; what is in another zone says so.
        var site = TimeZoneInfo.FindSystemTimeZoneById(configuration["Site:TimeZone"] ?? "Europe/Madrid");
        services.AddCascadingValue(_ => site);
        return services;
    }

    public static WebApplication UseShell(this WebApplication app)
    {
        app.UseRequestLocalization();
        app.UseProblemAnswers();
        app.UseRefusalAnswers();
        app.MapGet("/language/{language}", (string language, string? returnUrl, HttpContext http) =>
            Remember(http, ReaderLanguage.Cookie, language, [.. ReaderLanguage.Cultures.Keys], returnUrl));
        app.MapGet("/theme/{theme}", (string theme, string? returnUrl, HttpContext http) =>
            Remember(http, Preferences.Theme, theme, ["light", "dark", "system"], returnUrl));
        if (app.Environment.IsDevelopment())
        {
            app.MapPost("/about/look/upload", (IFormFile file) => Results.Json(new { file.FileName, file.Length })).AllowAnonymous();
        }

        app.UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true);
        app.Use(async (http, next) =>
        {
            await next(http);
            // Only who asked for a page gets one; a download or a call keeps its plain answer.
            var wantsPage = !http.Request.IsByProgram() && http.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase);
            if ((http.Response.StatusCode != StatusCodes.Status404NotFound || !wantsPage) && http.Features.Get<IStatusCodePagesFeature>() is { } pages)
            {
                pages.Enabled = false;
            }
        });
        app.MapGet("/antiforgery", (IAntiforgery antiforgery, HttpContext http) =>
        {
            http.Response.Headers.CacheControl = "no-store";
            return Results.Json(new { token = antiforgery.GetAndStoreTokens(http).RequestToken });
        });
        return app;
    }

    private static IResult Remember(HttpContext http, string cookie, string value, string[] allowed, string? returnUrl)
    {
        if (!allowed.Contains(value, StringComparer.Ordinal))
        {
            return Results.NotFound();
        }

        http.Response.Cookies.Append(cookie, value, Preferences.CookieOptions);
        return Results.LocalRedirect(RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl! : "/");
    }
}
