using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BpoWorkbench.Features.Api;

/// <summary>What programs may ask for, as OpenAPI: every endpoint below /api/v1, whoever's key opens it.</summary>
internal static class ApiDocument
{
    public const string Name = "v1";
    public const string Address = "/api/v1/openapi.json";
    public const string Idempotency = "Idempotency-Key";
    private const string Scheme = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = endpoint => endpoint.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BPO Workbench",
                Version = Name,
                Description = "An administrator makes the key, and says what it may do. Refusals are problems (RFC 9457) with a code; the sentence is in the language of Accept-Language, es or en.",
            };
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "The key, as it was shown once." },
            };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            if (context.JsonTypeInfo.Type == typeof(ProblemDetails))
            {
                schema.Properties!["code"] = new OpenApiSchema { Type = JsonSchemaType.String, Description = "Which rule it was; it stays the same in every language." };
            }

            return Task.CompletedTask;
        });
    }

    /// <summary>A header that is asked for by the use case, which says more than the framework would.</summary>
    public static Task RequireHeaders(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken stop)
    {
        foreach (var header in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.In == ParameterLocation.Header))
        {
            header.Required = true;
            header.Description = "The caller's own name for the request: 1 to 255 printable characters.";
        }

        return Task.CompletedTask;
    }
}
