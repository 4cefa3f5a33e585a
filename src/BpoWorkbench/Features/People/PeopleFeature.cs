using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.People;

/// <summary>People, their grants and teams.</summary>
public static class PeopleFeature
{
    public static void AddPeople(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddScoped<Reach>().AddScoped<PeopleList>().AddScoped<PersonDetails>().AddScoped<PeopleChoices>().AddScoped<TeamList>();
        services.AddScoped<ChangePerson>().AddScoped<ReleaseHeld>();
        services.AddScoped<InvitePeople>().AddScoped<SavePerson>().AddScoped<SetGrant>().AddScoped<ControlAccess>();
        services.AddScoped<SendLink>();
        services.AddSingleton<UploadedPeople>().AddScoped<PeopleImport>();
        services.AddScoped<SaveTeam>().AddScoped<DeleteTeam>();
        services.AddSingleton(new MenuEntry("people", "/people", "group", 70, Permissions.People, typeof(PeopleTexts)));
        services.AddSingleton(new MenuEntry("portal-people", "/portal/people", "group", 95, Permissions.PortalPeople, typeof(PeopleTexts)));
        services.AddSingleton(new RefusalTexts(typeof(PeopleTexts)));
    }

    public static void MapPeople(this WebApplication app)
    {
        app.MapPost("/people/import", Upload).RequireAuthorization(Permissions.People);
        app.MapGet("/people/template", Template).RequireAuthorization(Permissions.People);
        app.MapGet("/people/export", DownloadPeople.Serve).RequireAuthorization(Permissions.People);
        app.MapGet("/people/teams/export", DownloadPeople.ServeTeams).RequireAuthorization(Permissions.People);
        app.MapGet("/portal/people/export", DownloadPeople.ServePortal).RequireAuthorization(Permissions.PortalPeople);
    }

    private static async Task<IResult> Upload(IFormFile file, ClientScope scope, UploadedPeople uploads, CancellationToken stop)
    {
        scope.Require(Permissions.People, IClientOwned.House);
        var content = new MemoryStream();
        await using var sent = file.OpenReadStream();
        await sent.CopyToAsync(content, stop);
        return Results.Ok(new { ticket = uploads.Put(scope.RequirePerson(), PeopleSheet.Read(content, file.FileName)) });
    }

    private static Task<IResult> Template(IStringLocalizer<PeopleTexts> words, CancellationToken stop)
    {
        SheetColumn[] columns = [new(words["name"], Width: 30), new(words["email"], Width: 32), new(words["role"], Width: 20), new(words["team"], Width: 20), new(words["clients"], Width: 40)];
        return Download.Send(Download.Xlsx, words["menu.people"], columns, AsyncEnumerable.Empty<object?[]>(), stop);
    }
}
