using System.Security.Cryptography;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Files;

/// <summary>Files, one folder per client. A file is on the disk before its row exists; a row's file is never shared between clients.</summary>
public sealed class FileStore(DataDirectory directory, IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, TimeProvider time)
{
    /// <summary>Keeps a stream for a client in reach.</summary>
    /// <exception cref="Refusal">access.denied; file.empty; file.too-large.</exception>
    public async Task<StoredFile> Keep(long clientId, string name, string contentType, Stream content, long atMost, CancellationToken stop = default)
    {
        if (!scope.Clients.Contains(clientId))
        {
            throw new Refusal("access.denied");
        }

        var folder = Directory.CreateDirectory(Path.Combine(directory.Files, $"{clientId}", $"{time.Now():yyyyMM}"));
        var path = Path.Combine(folder.FullName, Guid.NewGuid().ToString("N"));
        var (size, sha) = await Write(path, content, atMost, stop);
        var file = new StoredFile(clientId, Clean(name), contentType, size, sha, Path.GetRelativePath(directory.Files, path), time.Now(), scope.PersonId);
        await using var db = await dbs.CreateDbContextAsync(stop);
        db.Files.Add(file);
        await db.SaveChangesAsync(stop);
        return file;
    }

    public Stream Open(StoredFile file) => File.OpenRead(Path.Combine(directory.Files, file.Path));

    private static async Task<(long Size, string Sha)> Write(string path, Stream content, long atMost, CancellationToken stop)
    {
        try
        {
            await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
            using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            var buffer = new byte[81920];
            long size = 0;
            for (int read; (read = await content.ReadAsync(buffer, stop)) > 0;)
            {
                size += read;
                if (size > atMost)
                {
                    throw new Refusal("file.too-large", atMost / (1024 * 1024));
                }

                sha.AppendData(buffer, 0, read);
                await file.WriteAsync(buffer.AsMemory(0, read), stop);
            }

            if (size == 0)
            {
                throw new Refusal("file.empty");
            }

            file.Flush(flushToDisk: true);
            return (size, Convert.ToHexStringLower(sha.GetHashAndReset()));
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    // What a browser sends as a name may carry a path and control characters.
    private static string Clean(string name)
    {
        var last = name.Split('/', '\\')[^1];
        var clean = string.Concat(last.Where(c => !char.IsControl(c)));
        return clean.Length == 0 ? "file" : clean.Length > 200 ? clean[^200..] : clean;
    }
}
