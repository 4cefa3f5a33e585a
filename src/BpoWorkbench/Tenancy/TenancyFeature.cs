using BpoWorkbench.Data;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

namespace BpoWorkbench.Tenancy;

/// <summary>Who is who: sign-in, permissions, and the scope of every circuit, request and job.</summary>
public static class TenancyFeature
{
    public static void AddTenancy(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddIdentityCore<Person>(options =>
            {
                options.User.RequireUniqueEmail = true;
                options.Password.RequiredLength = 10;
                options.Password.RequireDigit = false;
                options.Password.RequireLowercase = false;
                options.Password.RequireUppercase = false;
                options.Password.RequireNonAlphanumeric = false;
                options.Lockout.MaxFailedAccessAttempts = 5;
                options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(15);
            })
            .AddEntityFrameworkStores<WorkbenchDb>()
            .AddSignInManager()
            .AddDefaultTokenProviders();
        services.AddAuthentication(IdentityConstants.ApplicationScheme).AddIdentityCookies(cookies => cookies.ApplicationCookie!.Configure(options =>
        {
            options.LoginPath = "/account/sign-in";
            options.AccessDeniedPath = "/account/denied";
            options.ReturnUrlParameter = "returnUrl";
            options.ExpireTimeSpan = TimeSpan.FromHours(12);
            options.Events.OnSigningIn = signing =>
            {
                Sitting.Begin(signing.Principal);
                return Task.CompletedTask;
            };
        }));
        // Every request compares the stamp itself, at once; renewing the cookie on top would change nothing.
        services.Configure<SecurityStampValidatorOptions>(options =>
        {
            options.ValidationInterval = TimeSpan.FromDays(1);
            options.OnRefreshingPrincipal = refreshing =>
            {
                Sitting.Carry(refreshing.CurrentPrincipal, refreshing.NewPrincipal);
                return Task.CompletedTask;
            };
        });

        services.AddCascadingAuthenticationState();
        services.AddAuthorization(options =>
        {
            foreach (var permission in Permissions.All)
            {
                options.AddPolicy(permission, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(permission)));
            }

            options.AddPolicy(Permissions.Imports, policy => policy.RequireAuthenticatedUser().AddRequirements(new PermissionRequirement(Permissions.Queues, Permissions.PortalUpload)));
        });
        services.AddScoped<IAuthorizationHandler, PermissionHandler>();

        services.AddSingleton<ScopedWork>();
        services.AddScoped<SignedIn>();
        services.AddSingleton<OpenCircuits>();
        services.AddScoped<PersonCircuit>();
        services.AddScoped<CircuitHandler>(s => s.GetRequiredService<PersonCircuit>());
    }

    /// <summary>After this, the scope of the request is that of whoever is signed in.</summary>
    public static void UseTenancy(this WebApplication app)
    {
        app.UseAuthentication();
        app.Use(async (context, next) =>
        {
            // Scripts and styles are nobody's.
            if (context.User.Identity?.IsAuthenticated == true && context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is null)
            {
                var signedIn = context.RequestServices.GetRequiredService<SignedIn>();
                await signedIn.Load(context.User);
                if (!signedIn.IsValid)
                {
                    await context.RequestServices.GetRequiredService<SignInManager<Person>>().SignOutAsync();
                    context.User = new();
                }
            }

            await next(context);
        });
        app.UseAuthorization();
    }

    private sealed record PermissionRequirement(params string[] AnyOf) : IAuthorizationRequirement;

    // Asks the live scope, not the cookie: a grant taken away counts from that moment.
    private sealed class PermissionHandler(ClientScope scope) : AuthorizationHandler<PermissionRequirement>
    {
        protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, PermissionRequirement requirement)
        {
            if (requirement.AnyOf.Any(scope.Allows))
            {
                context.Succeed(requirement);
            }

            return Task.CompletedTask;
        }
    }
}
