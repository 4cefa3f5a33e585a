using System.IO.Compression;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

/// <summary>Archives of any parts, and workbooks with a part written anew.</summary>
internal static class Zips
{
    public static byte[] Of(params IEnumerable<(string Name, byte[] Content)> parts)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in parts)
            {
                using var part = zip.CreateEntry(name).Open();
                part.Write(content);
            }
        }

        return stream.ToArray();
    }

    /// <summary>XML without end and without meaning.</summary>
    public static byte[] Tags(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++)
        {
            bytes[i] = i % 4096 < 4 ? "<a/>"u8[i % 4] : (byte)' ';
        }

        return bytes;
    }

    public static byte[] Replaced(byte[] workbook, string part, Func<string, string> change)
    {
        using var stream = new MemoryStream();
        stream.Write(workbook);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            string text;
            using (var reader = new StreamReader(zip.GetEntry(part)!.Open()))
            {
                text = reader.ReadToEnd();
            }

            Assert.NotEqual(text, change(text));
            zip.GetEntry(part)!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(part).Open());
            writer.Write(change(text));
        }

        return stream.ToArray();
    }
}
