namespace BpoWorkbench.Platform.Files;

/// <summary>A file on the disk for what is too large to hold, gone when it is closed.</summary>
internal static class ScratchFile
{
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
