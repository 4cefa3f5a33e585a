using BpoWorkbench.Domain;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Features.Api;

/// <summary>With which status a refusal is answered to a program; those that are not here, as everywhere.</summary>
internal static class ApiRefusals
{
    public static async ValueTask<object?> Answer(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Refusal refusal) when (StatusOf(refusal.Code) is { } status)
        {
            return ProblemAnswers.Of(context.HttpContext, status, refusal);
        }
    }

    private static int? StatusOf(string code) => code switch
    {
        "queue.closed" or "import.unknown" or "import.no-errors" => StatusCodes.Status404NotFound,
        "import.same-file" => StatusCodes.Status409Conflict,
        "file.too-large" => StatusCodes.Status413PayloadTooLarge,
        "api.key-reused" or "import.field-unmapped" or "import.remove-no-key" => StatusCodes.Status422UnprocessableEntity,
        _ => null,
    };
}
