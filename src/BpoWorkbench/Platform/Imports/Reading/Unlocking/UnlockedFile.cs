namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>A client's file, without the lock a zipped workbook may lie behind.</summary>
internal static class UnlockedFile
{
    private static readonly byte[] Compound = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

    /// <summary>
    /// The same stream; or, where it is a locked workbook (.xlsx, .xlsm, .xlsb), the workbook itself, and the stream is closed. A locked
    /// .xls stays locked: its reader opens it. Refuses with file.encrypted, file.password-wrong, file.locked-otherwise, file.damaged.
    /// </summary>
    public static Stream Of(Stream stream, string? password)
    {
        Span<byte> start = stackalloc byte[8];
        stream.Position = 0;
        if (stream.ReadAtLeast(start, start.Length, throwOnEndOfStream: false) < start.Length || !start.SequenceEqual(Compound) || !LockedPackage.Is(stream))
        {
            return stream;
        }

        var workbook = FileFault.Guard(() => LockedPackage.Unlock(stream, password));
        stream.Dispose();
        return workbook;
    }
}
