using BpoWorkbench.Data;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>A SQLite database migrated once; each new data folder of a test starts with a copy of it.</summary>
internal static class MigratedFile
{
    private static readonly Lazy<Task<byte[]>> Content = new(Make);

    public static async Task CopyTo(string dataDirectory) => await File.WriteAllBytesAsync(new DataDirectory(dataDirectory).Database, await Content.Value);

    private static async Task<byte[]> Make()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-template-");
        await using (var app = Program.Build([$"--Data:Directory={directory.FullName}"]))
        {
            await using var scope = app.Services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkbenchDb>();
            await db.Engine.Migrate(db);
        }

        // With its last connection the journal goes into the file.
        SqliteConnection.ClearAllPools();
        var content = await File.ReadAllBytesAsync(new DataDirectory(directory.FullName).Database);
        directory.Delete(recursive: true);
        return content;
    }
}
