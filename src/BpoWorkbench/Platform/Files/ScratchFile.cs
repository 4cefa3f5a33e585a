namespace BpoWorkbench.Platform.Files;

/// <summary>A file on the disk for what is too large to hold, gone when it is closed.</summary>
internal static class ScratchFile
{
    /// <summary>One that is written whole, ready to be read; where the writing fails there is none.</summary>
    /// <returns>It, and what the writer says of it.</returns>
    public static async Task<(Stream Content, T Said)> Written<T>(Func<Stream, Task<T>> write)
    {
        var content = Open();
        try
        {
            var said = await write(content);
            content.Position = 0;
            return (content, said);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }
    }

    public static async Task<Stream> Written(Func<Stream, Task> write) => (await Written(async to =>
    {
        await write(to);
        return true;
    })).Content;

    public static FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous, BufferSize = 64 * 1024 };
        if (!OperatingSystem.IsWindows())
        {
            // Nobody else on this machine reads a client's list.
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"bpo-{Guid.NewGuid():N}"), options);
    }
}
