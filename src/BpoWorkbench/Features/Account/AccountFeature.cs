using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Account;

/// <summary>Signing in and out, passwords, and the set-up of an empty workbench.</summary>
public static class AccountFeature
{
    public static void AddAccount(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Attempts>();
        services.AddSingleton<FirstRun>();
        services.AddHostedService<PrintFirstRunCode>();
        services.AddScoped<Submission>();
        services.AddScoped<SignInByPassword>();
        services.AddScoped<ChoosePassword>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<LeaveEverywhere>();
        services.AddScoped<AskForReset>();
        services.AddScoped<CreateAdministrator>();
        services.AddSingleton(new RefusalTexts(typeof(AccountTexts)));
    }

    public static void MapAccount(this WebApplication app)
    {
        app.UseMiddleware<FirstRunGate>();
        app.MapPost("/account/sign-out", async (HttpContext http, IAntiforgery antiforgery, SignInManager<Person> signIn, OpenCircuits open) =>
        {
            if (!await antiforgery.IsRequestValidAsync(http))
            {
                return Results.BadRequest();
            }

            await signIn.SignOutAsync();
            await open.SignedOut(http.User, http.Request.HasFormContentType ? http.Request.Form["page"] : default(string?));
            return Results.LocalRedirect("/account/signed-out");
        });
    }
}
