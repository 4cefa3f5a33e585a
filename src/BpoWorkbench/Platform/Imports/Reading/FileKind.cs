using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>What a file is by its first bytes; its name says nothing.</summary>
internal enum FileKind { Zip, Compound, OldWorkbook, Text }

internal static class FileKinds
{
    /// <summary>Refuses what is neither a workbook nor text: file.empty, file.not-a-workbook.</summary>
    public static FileKind Of(ReadOnlySpan<byte> start) => start switch
    {
        [] => throw new Refusal("file.empty"),
        [0x50, 0x4B, 3, 4, ..] or [0x50, 0x4B, 5, 6, ..] => FileKind.Zip,
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => FileKind.Compound,
        // BIFF 2 to 8 without a container: a BOF record, its length, its version.
        [0x09, 0x00 or 0x02 or 0x04 or 0x08, >= 4 and <= 16, 0, ..] => FileKind.OldWorkbook,
        _ => IsText(start) ? FileKind.Text : throw new Refusal("file.not-a-workbook"),
    };

    private static bool IsText(ReadOnlySpan<byte> start)
    {
        if (TextEncoding.IsWide(start))
        {
            return true;
        }

        foreach (var b in start)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1A))
            {
                return false;
            }
        }

        // A page or a document that was given the name of a sheet.
        var first = start.TrimStart("\u00EF\u00BB\u00BF \t\r\n"u8);
        first = start.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? start[3..].TrimStart(" \t\r\n"u8) : first;
        return !(first.StartsWith("<"u8) || first.StartsWith("%PDF"u8) || first.StartsWith("{\\rtf"u8));
    }
}
