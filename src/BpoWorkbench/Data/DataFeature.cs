using BpoWorkbench.Data.Postgres;
using BpoWorkbench.Data.Sqlite;
using BpoWorkbench.Tenancy;
using Microsoft.AspNetCore.DataProtection;
using Quartz;

namespace BpoWorkbench.Data;

/// <summary>Where everything the program keeps lies.</summary>
public sealed class DataDirectory(string path)
{
    public string Root { get; } = Directory.CreateDirectory(path).FullName;

    public string Files => Directory.CreateDirectory(Path.Combine(Root, "files")).FullName;

    public string Database => Path.Combine(Root, "workbench.db");

    public string Jobs => Path.Combine(Root, "jobs.db");

    public string Keys => Directory.CreateDirectory(Path.Combine(Root, "keys")).FullName;
}

/// <summary>The database, its folder and its start.</summary>
public static class DataFeature
{
    public static void AddData(this WebApplicationBuilder builder)
    {
        var directory = new DataDirectory(builder.DataPath());
        builder.Services.AddSingleton(directory);
        builder.Services.AddScoped<ClientScope>();
        builder.Services.AddSingleton<Site>();
        builder.Services.AddDataProtection().SetApplicationName("BpoWorkbench").PersistKeysToFileSystem(new DirectoryInfo(directory.Keys));

        builder.Services.AddHostedService<MigrateAtStart>();
        if (builder.Postgres() is { } connections)
        {
            builder.Services.AddPostgres(connections);
        }
        else
        {
            builder.Services.AddSqlite(directory);
        }

        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    }

    /// <summary>Where the scheduler keeps its tables.</summary>
    internal static void KeepJobs(this WebApplicationBuilder builder, IPersistentStoreBuilder store)
    {
        if (builder.Postgres() is { } connections)
        {
            PostgresFeature.KeepJobs(store, connections);
        }
        else
        {
            SqliteFeature.KeepJobs(store, new DataDirectory(builder.DataPath()));
        }

        store.ProvisionSchema();
    }

    private static PostgresConnections? Postgres(this WebApplicationBuilder builder) => (builder.Configuration["Data:Provider"] ?? "Sqlite") switch
    {
        "Sqlite" => null,
        "Postgres" => new(builder.Connection("Workbench"), builder.Connection("Owner")),
        var other => throw new InvalidOperationException($"Data:Provider is \"{other}\"; this version knows \"Sqlite\" and \"Postgres\"."),
    };

    private static string Connection(this WebApplicationBuilder builder, string name) => builder.Configuration.GetConnectionString(name)
        ?? throw new InvalidOperationException($"Data:Provider is \"Postgres\", and ConnectionStrings:{name} is missing.");

    // In Development the folder stands at the root of the repository, whatever the configuration of the build.
    internal static string DataPath(this WebApplicationBuilder builder)
    {
        var configured = builder.Configuration["Data:Directory"] ?? "data";
        if (Path.IsPathRooted(configured))
        {
            return configured;
        }

        var root = builder.Environment.ContentRootPath;
        if (builder.Environment.IsDevelopment())
        {
            for (var folder = new DirectoryInfo(root); folder is not null; folder = folder.Parent)
            {
                if (File.Exists(Path.Combine(folder.FullName, "BpoWorkbench.sln")))
                {
                    root = folder.FullName;
                    break;
                }
            }
        }

        return Path.Combine(root, configured);
    }

    /// <summary>Brings the database to this version before anything else uses it: the first hosted service to start.</summary>
    private sealed class MigrateAtStart(IServiceScopeFactory scopes, ILogger<WorkbenchDb> log) : IHostedService
    {
        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkbenchDb>();
            await db.Engine.Migrate(db);
            log.LogInformation("The database is ready: {Version}.", await db.Engine.Version(db));
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
