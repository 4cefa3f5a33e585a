using System.Security.Claims;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Jobs;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>Who is at work, in which code, and what becomes of what they hold when they are not.</summary>
public static class AttendanceFeature
{
    public static void AddAttendance(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LeaseTimes>().AddSingleton<OpenDesks>();
        services.AddSingleton<EndLeases>().AddHostedService<OnEveryNode<EndLeases>>();
        services.AddSingleton<SeeOff>().AddHostedService(s => s.GetRequiredService<SeeOff>());
        services.AddSingleton<KeepSeen>().AddHostedService(s => s.GetRequiredService<KeepSeen>());
        services.AddScoped<SeeAgent>().AddScoped<TurnPresence>().AddScoped<PresenceChoices>().AddScoped<AgentPresences>().AddScoped<TellPresence>();
        services.AddSingleton(new HeaderSlot(typeof(PresencePicker), 20));
        services.AddSingleton(new RefusalTexts(typeof(AttendanceTexts)));
    }

    /// <summary>What a telephone reads and says with a key of the house.</summary>
    public static void MapAttendance(this WebApplication app)
    {
        var api = app.MapKeyed(ApiKey.Presence).WithTags("Presence");
        api.MapGet("/presence/codes", (AgentPresences agents, CancellationToken stop) => agents.Codes(stop))
            .WithSummary("The codes that an agent can be set to.");
        api.MapGet("/agents/presence", (AgentPresences agents, CancellationToken stop) => agents.All(stop))
            .WithSummary("What all agents are doing.");
        api.MapGet("/agents/{email}/presence", (string email, AgentPresences agents, CancellationToken stop) => agents.Of(email, stop))
            .WithSummary("What an agent is doing.").ProducesProblem(404);
        api.MapPut("/agents/{email}/presence", (string email, ToldCode told, ClaimsPrincipal caller, TellPresence tell) => tell.Run(email, told, KnownKey.Of(caller)))
            .WithSummary("Says what an agent is doing: by a key or name of the codes, or an id.").ProducesProblem(400).ProducesProblem(404);
    }
}

/// <summary>The words of being at work.</summary>
public sealed class AttendanceTexts;
