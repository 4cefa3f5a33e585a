using BpoWorkbench.Domain;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>Programs outside that come with a key of a client or of the house.</summary>
public static class ApiKeysFeature
{
    // No key, one that may not, one that was shown too often.
    private static readonly int[] Refused = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests];

    /// <summary>The policy of an endpoint that only a key opens which is allowed this.</summary>
    public static string KeyPolicy(string permission) => $"key:{permission}";

    /// <summary>Endpoints below /api/v1 that a key opens which is allowed one of these.</summary>
    public static RouteGroupBuilder MapKeyed(this WebApplication app, params string[] permissions)
    {
        var api = app.MapGroup("/api/v1").RequireAuthorization(policy => policy.AddAuthenticationSchemes(KeyHandler.Key).RequireClaim(KnownKey.PermissionClaim, permissions));
        foreach (var status in Refused)
        {
            api.ProducesProblem(status);
        }

        return api;
    }

    public static void AddApiKeys(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<KnownKeys>().AddSingleton<KeyUses>().AddSingleton<OpenKeys>().AddScoped<KeyRing>();
        builder.Services.AddSingleton(new RefusalTexts(typeof(ApiKeysTexts)));
        builder.Services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, KeyHandler>(KeyHandler.Key, null);
        builder.Services.Configure<AuthorizationOptions>(options =>
        {
            foreach (var permission in ApiKey.AllPermissions)
            {
                options.AddPolicy(KeyPolicy(permission), policy => policy.AddAuthenticationSchemes(KeyHandler.Key).RequireClaim(KnownKey.PermissionClaim, permission));
            }
        });
    }

    public static void MapApiKeys(this WebApplication app)
    {
        app.MapGet("/settings/keys/export", DownloadKeys.ServeHouse).RequireAuthorization(Permissions.Settings);
        app.MapGet("/clients/{id:long}/keys/export", DownloadKeys.Serve).RequireAuthorization(Permissions.Clients);
    }
}

/// <summary>The words of keys.</summary>
public sealed class ApiKeysTexts;
