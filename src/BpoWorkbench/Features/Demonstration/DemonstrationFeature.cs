using BpoWorkbench.Domain;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.Identity;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>A business to look at: companies, people, two weeks of work and agents who go on working. In Development only.</summary>
public static class DemonstrationFeature
{
    public static void AddDemonstration(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration, builder.Environment))
        {
            return;
        }

        builder.Services.AddHostedService<SeedDemonstration>();
        builder.Services.AddSingleton<SimulatedFloor>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SimulatedFloor>());
        builder.Services.AddSingleton(new SignInExtra(typeof(Doors)));
        builder.Services.AddSingleton(new HeaderSlot(typeof(TourSlot), 90));
    }

    public static void MapDemonstration(this WebApplication app)
    {
        if (IsOn(app.Configuration, app.Environment))
        {
            app.MapGet("/demonstration/enter/{slug}", Enter).AllowAnonymous();
            app.MapGet("/demonstration/workbook", (TimeProvider time) => Results.File(SampleWorkbook.Make(DateOnly.FromDateTime(time.Now())),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SampleWorkbook.FileName)).RequireAuthorization();
        }
    }

    private static bool IsOn(IConfiguration configuration, IHostEnvironment environment) =>
        environment.IsDevelopment() && configuration.GetValue("Demonstration:Enabled", true);

    // People of the demonstration have no password: the doors are their only way in, and exist in Development only.
    private static async Task<IResult> Enter(string slug, SignInManager<Person> signIn, UserManager<Person> users)
    {
        var actor = Cast.Actors.FirstOrDefault(a => a.Slug == slug);
        var person = actor is null ? null : await users.FindByEmailAsync(actor.Email);
        if (person is not { Demonstration: true, Active: true })
        {
            return Results.NotFound();
        }

        await signIn.SignInAsync(person, isPersistent: false);
        return Results.LocalRedirect("/");
    }
}

/// <summary>The words of the demonstration.</summary>
public sealed class DemonstrationTexts;
