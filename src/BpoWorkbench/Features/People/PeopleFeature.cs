using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

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
        services.AddScoped<SaveTeam>().AddScoped<DeleteTeam>();
        services.AddSingleton(new MenuEntry("people", "/people", "group", 70, Permissions.People, typeof(PeopleTexts)));
        services.AddSingleton(new MenuEntry("portal-people", "/portal/people", "group", 95, Permissions.PortalPeople, typeof(PeopleTexts)));
        services.AddSingleton(new RefusalTexts(typeof(PeopleTexts)));
    }
}
