using System.IO.Compression;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Looks at a zipped workbook before any reader does: what it is, and what it really inflates to.</summary>
internal static class ZipGuard
{
    private const long RatioMattersFrom = 64L << 20;

    /// <summary>
    /// Every part is inflated once and thrown away, since the sizes a zip declares are its author's word. Refuses with
    /// file.not-a-workbook, file.damaged or the limit that is passed. True for a binary workbook (.xlsb). The stream stays open.
    /// </summary>
    public static bool Check(Stream stream, ReadingLimits limits)
    {
        stream.Position = 0;
        try
        {
            // Counted before the archive is opened, which makes room for all of them.
            if (Headers(stream) > limits.Entries)
            {
                throw new Refusal("file.limit.entries", limits.Entries);
            }

            using var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (!zip.Entries.Any(IsWorkbook))
            {
                throw new Refusal("file.not-a-workbook");
            }

            Inflate(zip, stream.Length, limits);
            return zip.Entries.All(entry => !Is(entry, "xl/workbook.xml"));
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            throw new Refusal("file.damaged");
        }
    }

    private static void Inflate(ZipArchive zip, long packed, ReadingLimits limits)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        foreach (var entry in zip.Entries.Where(IsRead))
        {
            using var part = entry.Open();
            var (here, elements) = (0L, 0L);
            var texts = new TextRuns(IsRecords(entry) ? int.MaxValue : limits.TextBytes);
            for (int read; (read = part.Read(buffer)) > 0;)
            {
                here += read;
                total += read;
                if (total > limits.InflatedBytes)
                {
                    throw new Refusal("file.limit.inflated", ReadingLimits.Megabytes(limits.InflatedBytes));
                }

                if (here > limits.HeldBytes && !IsSheet(entry))
                {
                    throw new Refusal("file.limit.held", entry.FullName, ReadingLimits.Megabytes(limits.HeldBytes));
                }

                elements += IsSheet(entry) || IsRecords(entry) ? 0 : buffer.AsSpan(0, read).Count((byte)'<');
                if (elements > limits.HeldElements)
                {
                    throw new Refusal("file.limit.elements", entry.FullName, limits.HeldElements);
                }

                if (!texts.Pass(buffer.AsSpan(0, read)))
                {
                    throw new Refusal("file.limit.text", entry.FullName, ReadingLimits.Megabytes(limits.TextBytes));
                }

                if (total > RatioMattersFrom && total / limits.Ratio > packed)
                {
                    throw new Refusal("file.limit.ratio", limits.Ratio);
                }
            }
        }
    }

    // How many entries the directory of the archive may have at most, whatever it says of itself: each begins with the same four bytes.
    private static int Headers(Stream stream)
    {
        var header = "PK\u0001\u0002"u8;
        var buffer = new byte[1 << 16];
        var (count, kept) = (0, 0);
        for (int read; (read = stream.ReadAtLeast(buffer.AsSpan(kept), buffer.Length - kept, throwOnEndOfStream: false)) > 0;)
        {
            var bytes = buffer.AsSpan(0, kept + read);
            count += bytes.Count(header);
            kept = Math.Min(header.Length - 1, bytes.Length);
            bytes[^kept..].CopyTo(buffer);
        }

        return count;
    }

    private static bool IsWorkbook(ZipArchiveEntry entry) => Is(entry, "xl/workbook.xml") || Is(entry, "xl/workbook.bin");

    private static bool Is(ZipArchiveEntry entry, string name) => entry.FullName.Equals(name, StringComparison.OrdinalIgnoreCase);

    // Pictures and the like are never opened by a reader; the shapes of comments are, where errors are marked.
    private static bool IsRead(ZipArchiveEntry entry) => Path.GetExtension(entry.FullName.AsSpan()) is var end
        && (end.Equals(".xml", StringComparison.OrdinalIgnoreCase) || end.Equals(".bin", StringComparison.OrdinalIgnoreCase) || end.Equals(".rels", StringComparison.OrdinalIgnoreCase)
        || end.Equals(".vml", StringComparison.OrdinalIgnoreCase));

    // Their reader holds one record at a time, and no larger one than is allowed.
    private static bool IsRecords(ZipArchiveEntry entry) => entry.FullName.EndsWith(".bin", StringComparison.OrdinalIgnoreCase);

    private static bool IsSheet(ZipArchiveEntry entry) => entry.FullName.StartsWith("xl/worksheets/", StringComparison.OrdinalIgnoreCase);
}
