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
        var api = app.MapGroup("/api/v1").RequireAuthorization(ApiKeysFeature.KeyPolicy(ApiKey.Presence));
        api.MapGet("/presence/codes", (AgentPresences agents, CancellationToken stop) => agents.Codes(stop));
        api.MapGet("/agents/presence", (AgentPresences agents, CancellationToken stop) => agents.All(stop));
        api.MapGet("/agents/{email}/presence", (string email, AgentPresences agents, CancellationToken stop) => agents.Of(email, stop));
        api.MapPut("/agents/{email}/presence", (string email, ToldCode told, ClaimsPrincipal caller, TellPresence tell) => tell.Run(email, told, KnownKey.Of(caller)));
    }
}

/// <summary>The words of being at work.</summary>
public sealed class AttendanceTexts;
