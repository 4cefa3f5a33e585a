using BpoWorkbench.Domain;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Calendars;

/// <summary>Texts of the calendars' pages.</summary>
public sealed class CalendarsTexts;

/// <summary>Business calendars: when service time runs, and on which days it does not.</summary>
public static class CalendarsFeature
{
    public static void AddCalendars(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<CalendarList>().AddScoped<CalendarDetails>().AddScoped<SaveCalendar>();
        builder.Services.AddScoped<NationalYears>().AddScoped<ConfirmNationalDays>();
        builder.Services.AddSingleton(new MenuEntry("calendars", "/calendars", "calendar_month", 65, Permissions.Queues, typeof(CalendarsTexts)));
        builder.Services.AddSingleton(new RefusalTexts(typeof(CalendarsTexts)));
    }

    public static void MapCalendars(this WebApplication app)
    {
        app.MapPost("/calendars/days", Read).RequireAuthorization(Permissions.Queues);
        app.MapGet("/calendars/export", DownloadCalendars.Serve).RequireAuthorization(Permissions.Queues);
    }

    // Nothing is kept: the days go into the form, and are looked at there before they are saved.
    private static async Task<IResult> Read(IFormFile file, CancellationToken stop)
    {
        if (file.Length > DaysSheet.MostBytes)
        {
            throw new Refusal("file.too-large", DaysSheet.MostBytes >> 20);
        }

        var content = new MemoryStream();
        await using var sent = file.OpenReadStream();
        await sent.CopyToAsync(content, stop);
        return Results.Ok(new { days = DaysSheet.Read(content, file.FileName) });
    }
}
