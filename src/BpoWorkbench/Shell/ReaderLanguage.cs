using Microsoft.AspNetCore.Localization;

namespace BpoWorkbench.Shell;

/// <summary>The reader's language: the one they chose, else the browser's, else Spanish, or English for a program. Dates and numbers are European in both.</summary>
public sealed class ReaderLanguage : RequestCultureProvider
{
    public const string Cookie = "language";

    public static readonly IReadOnlyDictionary<string, string> Cultures =
        new Dictionary<string, string>(StringComparer.Ordinal) { ["es"] = "es-ES", ["en"] = "en-GB" };

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
    {
        var wanted = httpContext.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.Value?.Split('-')[0])
            .Prepend(httpContext.Request.Cookies[Cookie]);
        var language = wanted.FirstOrDefault(code => code is not null && Cultures.ContainsKey(code)) ?? (httpContext.Request.IsByProgram() ? "en" : "es");
        return Task.FromResult<ProviderCultureResult?>(new(Cultures[language], language));
    }
}
