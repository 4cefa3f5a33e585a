using BpoWorkbench.Data;
using Microsoft.Data.Sqlite;

namespace BpoWorkbench.Tests.Support;

/// <summary>The SQLite databases of a workbench that was started once; each new data folder of a test begins with a copy of them.</summary>
internal static class FoundedFolder
{
    private static readonly Lazy<Task<(byte[] Work, byte[] Jobs)>> Content = new(Make);

    public static async Task CopyTo(string dataDirectory)
    {
        var (folder, content) = (new DataDirectory(dataDirectory), await Content.Value);
        await File.WriteAllBytesAsync(folder.Database, content.Work);
        await File.WriteAllBytesAsync(folder.Jobs, content.Jobs);
    }

    private static async Task<(byte[] Work, byte[] Jobs)> Make()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-template-");
        await Founding.Of([$"--Data:Directory={directory.FullName}"]);
        // With its last connection the journal goes into the file.
        SqliteConnection.ClearAllPools();
        var folder = new DataDirectory(directory.FullName);
        var content = (await File.ReadAllBytesAsync(folder.Database), await File.ReadAllBytesAsync(folder.Jobs));
        directory.Delete(recursive: true);
        return content;
    }
}
