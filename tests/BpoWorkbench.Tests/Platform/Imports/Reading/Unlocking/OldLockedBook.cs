using System.Security.Cryptography;
using System.Text;

namespace BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;

/// <summary>An .xls behind a password, as Excel 97 locks it (MS-OFFCRYPTO 2.3.6, MS-XLS 2.2.10): one sheet with one number.</summary>
internal static class OldLockedBook
{
    public static byte[] Of(double value, string password)
    {
        byte[] salt = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 5))];
        var first = MD5Of(Encoding.Unicode.GetBytes(password))[..5];
        var root = MD5Of([.. Enumerable.Repeat(first.Concat(salt), 16).SelectMany(bytes => bytes)])[..5];
        byte[] Stream(int at, int count)
        {
            var bytes = new byte[count];
            for (var i = 0; i < count; i++)
            {
                bytes[i] = Rc4(MD5Of([.. root, .. BitConverter.GetBytes((at + i) / 1024)]), 1024)[(at + i) % 1024];
            }

            return bytes;
        }

        byte[] verifier = [.. Enumerable.Range(30, 16).Select(i => (byte)i)];
        var sealing = Xor([.. verifier, .. MD5Of(verifier)], Stream(0, 32));
        List<byte> book = [];
        Plain(0x809, [0, 6, 5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
        Plain(0x2F, [1, 0, 1, 0, 1, 0, .. salt, .. sealing]);
        // Where the sheet begins stays readable: behind the sheet's own record and the end.
        var sheetAt = book.Count + 4 + 4 + 2 + 2 + 4 + 4;
        Sealed(0x85, [.. BitConverter.GetBytes(sheetAt), 0, 0, 4, 0, .. Encoding.ASCII.GetBytes("Hoja")], open: 4);
        Sealed(0x0A, []);
        Plain(0x809, [0, 6, 0x10, 0, 0, 0, 0, 0, 0, 0, 0, 0, 6, 0, 0, 0]);
        Sealed(0x200, [0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0, 0, 0]);
        Sealed(0x203, [0, 0, 0, 0, 0, 0, .. BitConverter.GetBytes(value)]);
        Sealed(0x0A, []);
        return CompoundBytes.Of(("Workbook", [.. book, .. new byte[Math.Max(0, 4096 - book.Count)]]));

        void Plain(int type, byte[] content) => book.AddRange([(byte)type, (byte)(type >> 8), (byte)content.Length, 0, .. content]);

        void Sealed(int type, byte[] content, int open = 0) => Plain(type, [.. content[..open], .. Xor(content, Stream(book.Count + 4, content.Length))[open..]]);
    }

    private static byte[] Xor(byte[] bytes, byte[] by) => [.. bytes.Zip(by, (a, b) => (byte)(a ^ b))];

    private static byte[] Rc4(byte[] key, int count)
    {
        var state = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        for (int i = 0, j = 0; i < 256; i++)
        {
            j = (j + state[i] + key[i % key.Length]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
        }

        var bytes = new byte[count];
        for (int n = 0, i = 0, j = 0; n < count; n++)
        {
            i = (i + 1) & 255;
            j = (j + state[i]) & 255;
            (state[i], state[j]) = (state[j], state[i]);
            bytes[n] = state[(state[i] + state[j]) & 255];
        }

        return bytes;
    }

    private static byte[] MD5Of(byte[] bytes) => CryptographicOperations.HashData(HashAlgorithmName.MD5, bytes);
}
