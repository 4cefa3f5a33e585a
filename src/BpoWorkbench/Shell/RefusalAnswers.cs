using BpoWorkbench.Domain;

namespace BpoWorkbench.Shell;

/// <summary>A rule broken by a plain request is answered with its sentence; what one may not have is answered as if it were not there.</summary>
public static class RefusalAnswers
{
    public static void UseRefusalAnswers(this WebApplication app) => app.Use(async (http, next) =>
    {
        try
        {
            await next(http);
        }
        catch (Refusal refusal) when (!http.Response.HasStarted)
        {
            var denied = refusal.Code is "access.denied" or "item.unknown" or "queue.unknown" or "file.unknown" or "agent.unknown";
            await ProblemAnswers.Of(http, denied ? 404 : 400, refusal).ExecuteAsync(http);
        }
    });
}
