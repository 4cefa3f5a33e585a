using BpoWorkbench.Domain;
using BpoWorkbench.Shared;
using Microsoft.AspNetCore.WebUtilities;

namespace BpoWorkbench.Shell;

/// <summary>Below /api programs are spoken to: whatever goes wrong there is answered with a problem (RFC 9457), never with a page.</summary>
public static class ProblemAnswers
{
    /// <summary>Whether a program asks, not somebody before a browser.</summary>
    public static bool IsByProgram(this HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    public static void UseProblemAnswers(this WebApplication app) => app.Use(async (http, next) =>
    {
        if (!http.Request.IsByProgram())
        {
            await next(http);
            return;
        }

        try
        {
            await next(http);
        }
        catch (BadHttpRequestException bad) when (!http.Response.HasStarted)
        {
            http.Response.StatusCode = bad.StatusCode;
        }
        catch (Exception exception) when (!http.Response.HasStarted && !http.RequestAborted.IsCancellationRequested)
        {
            var reference = http.RequestServices.GetRequiredService<Failures>().Report(exception);
            await Of(http, StatusCodes.Status500InternalServerError, new Refusal("api.failed", reference)).ExecuteAsync(http);
        }

        if (http.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null } answer)
        {
            await Of(http, answer.StatusCode, new Refusal(CodeOf(answer.StatusCode))).ExecuteAsync(http);
        }
    });

    /// <summary>A refusal in the reader's language, with its code.</summary>
    public static IResult Of(HttpContext http, int status, Refusal refusal) => Results.Problem(
        http.RequestServices.GetRequiredService<Sentences>().For(refusal), statusCode: status, title: ReasonPhrases.GetReasonPhrase(status),
        extensions: new Dictionary<string, object?> { ["code"] = refusal.Code });

    private static string CodeOf(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => "api.no-key",
        StatusCodes.Status403Forbidden => "api.not-allowed",
        StatusCodes.Status404NotFound => "api.not-found",
        StatusCodes.Status405MethodNotAllowed => "api.method",
        StatusCodes.Status413PayloadTooLarge => "api.too-large",
        StatusCodes.Status415UnsupportedMediaType => "api.media-type",
        StatusCodes.Status429TooManyRequests => "api.too-often",
        _ => "api.request",
    };
}
