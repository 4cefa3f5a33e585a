using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>Who is at work, in which code, and what becomes of what they hold when they are not.</summary>
public static class AttendanceFeature
{
    public static void AddAttendance(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<LeaseTimes>().AddSingleton<OpenDesks>();
        services.AddSingleton<EndLeases>();
        services.AddSingleton<SeeOff>().AddHostedService(s => s.GetRequiredService<SeeOff>());
        services.AddSingleton<KeepSeen>().AddHostedService(s => s.GetRequiredService<KeepSeen>());
        services.AddScoped<SeeAgent>().AddScoped<TurnPresence>().AddScoped<PresenceChoices>();
        services.AddSingleton(new HeaderSlot(typeof(PresencePicker), 20));
        services.AddSingleton(new RefusalTexts(typeof(AttendanceTexts)));
    }
}

/// <summary>The words of being at work.</summary>
public sealed class AttendanceTexts;
