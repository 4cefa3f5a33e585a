using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>Looks at an OLE compound file before any reader does.</summary>
internal static class CompoundGuard
{
    private const int EntryBytes = 128;

    // The name of a directory entry, in UTF-16 (MS-OFFCRYPTO 2.3.4.4).
    private static readonly byte[] Encrypted = System.Text.Encoding.Unicode.GetBytes("EncryptedPackage\0");

    /// <summary>
    /// Refuses a zipped workbook inside an encrypted container (file.encrypted): what it inflates to could not be checked, not even where
    /// the reader knows Excel's default password. Directory entries lie on multiples of 128 bytes.
    /// </summary>
    public static void Check(Stream stream)
    {
        stream.Position = 0;
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, false)) > 0;)
        {
            for (var i = 0; i + EntryBytes <= read; i += EntryBytes)
            {
                if (buffer.AsSpan(i).StartsWith(Encrypted))
                {
                    throw new Refusal("file.encrypted");
                }
            }
        }
    }
}
