using System.Buffers.Binary;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;

namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>A zipped workbook that lies enciphered in a compound file (MS-OFFCRYPTO 2.3.4): .xlsx, .xlsm or .xlsb behind a password.</summary>
internal static class LockedPackage
{
    // A workbook that anybody may open, and yet is enciphered (MS-OFFCRYPTO, note to 2.4.2.3): nobody is to be asked.
    private const string NoPassword = "VelvetSweatshop";

    private const int EntryBytes = 128;
    private const int SegmentBytes = 4096;
    private const int MostInfoBytes = 1 << 16;
    private static readonly byte[] Marker = Encoding.Unicode.GetBytes("EncryptedPackage\0");

    /// <summary>
    /// Whether a compound file holds one, seen from its bytes: a reader that would find another way to it is not to come near it, for what
    /// it inflates to could not be checked. Directory entries lie on multiples of 128 bytes.
    /// </summary>
    public static bool Is(Stream stream)
    {
        stream.Position = 0;
        var buffer = new byte[1 << 16];
        for (int read; (read = stream.ReadAtLeast(buffer, buffer.Length, false)) > 0;)
        {
            for (var i = 0; i + EntryBytes <= read; i += EntryBytes)
            {
                if (buffer.AsSpan(i).StartsWith(Marker))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// The workbook itself, on the disk until it is closed. Refuses with file.encrypted where there is no password, file.password-wrong,
    /// file.locked-otherwise; throws anything at all on bytes that lie.
    /// </summary>
    public static Stream Unlock(Stream stream, string? password)
    {
        var file = new CompoundFile(stream);
        using var cipher = Cipher(file.Find("EncryptionInfo") ?? throw new Refusal("file.locked-otherwise"), password ?? NoPassword)
            ?? throw new Refusal(password is null ? "file.encrypted" : "file.password-wrong");
        var workbook = ScratchFile.Open();
        try
        {
            Write(file.Find("EncryptedPackage") ?? throw new InvalidDataException(), cipher, workbook);
            return workbook;
        }
        catch
        {
            workbook.Dispose();
            throw;
        }
    }

    private static IPackageCipher? Cipher(CompoundStream stream, string password)
    {
        var info = new byte[stream.Length is > 8 and <= MostInfoBytes ? stream.Length : throw new InvalidDataException()];
        stream.Read(info);
        return (BinaryPrimitives.ReadUInt16LittleEndian(info), BinaryPrimitives.ReadUInt16LittleEndian(info.AsSpan(2))) switch
        {
            (4, 4) => AgileCipher.Open(info[8..], password),
            (2 or 3 or 4, 2) => StandardCipher.Open(info.AsSpan(8), password),
            _ => throw new Refusal("file.locked-otherwise"),
        };
    }

    private static void Write(CompoundStream package, IPackageCipher cipher, Stream workbook)
    {
        var segment = new byte[SegmentBytes];
        var size = segment.AsSpan(0, package.Read(segment.AsSpan(0, 8)));
        cipher.See(size);
        var left = BinaryPrimitives.ReadInt64LittleEndian(size);
        if (left < 0 || left > package.Length)
        {
            throw new InvalidDataException();
        }

        for (var number = 0; package.Read(segment) is > 0 and var read; number++)
        {
            cipher.See(segment.AsSpan(0, read));
            if (left > 0)
            {
                var open = cipher.Decipher(segment.AsSpan(0, read & ~15), number).AsSpan();
                open = open[..(int)Math.Min(open.Length, left)];
                workbook.Write(open);
                left -= open.Length;
            }
        }

        if (left > 0 || !cipher.IsWhole())
        {
            throw new InvalidDataException();
        }
    }
}
