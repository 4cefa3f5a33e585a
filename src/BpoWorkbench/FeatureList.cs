using BpoWorkbench.Data;
using BpoWorkbench.Features.Account;
using BpoWorkbench.Features.Api;
using BpoWorkbench.Features.Blocks;
using BpoWorkbench.Features.Calendars;
using BpoWorkbench.Features.Campaigns;
using BpoWorkbench.Features.Clients;
using BpoWorkbench.Features.Demonstration;
using BpoWorkbench.Features.Desk;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Features.Figures;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.People;
using BpoWorkbench.Features.Portal;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Features.Settings;
using BpoWorkbench.Features.Skills;
using BpoWorkbench.Features.Tasks;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Changes;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Health;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Kpi;
using BpoWorkbench.Platform.Live;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Shell;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench;

/// <summary>Everything the application is made of, a line each; a new feature adds one here.</summary>
internal static class FeatureList
{
    public static void AddFeatures(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddShell(builder.Configuration);
        builder.AddData();
        builder.AddTenancy();

        builder.AddLive();
        builder.AddFiles();
        builder.AddWork();
        builder.AddAttendance();
        builder.AddFigures();
        builder.AddImporting();
        builder.AddMime();
        builder.AddOutbox();
        builder.AddChanges();
        builder.AddAccess();
        builder.AddApiKeys();
        builder.AddKpi();
        builder.AddHealth();
        builder.AddSchedule();

        builder.AddAccount();
        builder.AddPeople();
        builder.AddSettings();
        builder.AddClients();
        builder.AddQueues();
        builder.AddSkills();
        builder.AddBlocks();
        builder.AddCalendars();
        builder.AddCampaigns();
        builder.AddImports();
        builder.AddItems();
        builder.AddDesk();
        builder.AddTasks();
        builder.AddEmail();
        builder.AddWallboard();
        builder.AddFiguresPage();
        builder.AddPortal();
        builder.AddApi();
        builder.AddDemonstration();
    }

    public static void MapFeatures(this WebApplication app)
    {
        app.MapAccount();
        app.MapPeople();
        app.MapFiles();
        app.MapHealth();
        app.MapApiKeys();
        app.MapKpi();
        app.MapAttendance();
        app.MapItems();
        app.MapFiguresPage();
        app.MapSettings();
        app.MapClients();
        app.MapQueues();
        app.MapSkills();
        app.MapBlocks();
        app.MapCalendars();
        app.MapCampaigns();
        app.MapImports();
        app.MapPortal();
        app.MapApi();
        app.MapEmail();
        app.MapDemonstration();
    }
}
