using System.Buffers.Binary;
using System.Security.Cryptography;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>Standard encryption (MS-OFFCRYPTO 2.3.4.5 to 2.3.4.9), as Office 2007 writes it: AES block by block, without a word on whether it is whole.</summary>
internal sealed class StandardCipher : IPackageCipher
{
    private const int Spins = 50_000;
    private readonly Aes _aes = Aes.Create();

    private StandardCipher(byte[] key) => _aes.Key = key;

    /// <summary>Null where the password is another.</summary>
    public static StandardCipher? Open(ReadOnlySpan<byte> info, string password)
    {
        // The header: flags, size, algorithm, hash, bits of the key. Behind it: the salt, something enciphered, and its hash, enciphered.
        var headerBytes = BinaryPrimitives.ReadInt32LittleEndian(info);
        var (algorithm, bits) = (BinaryPrimitives.ReadInt32LittleEndian(info[12..]), BinaryPrimitives.ReadInt32LittleEndian(info[20..]));
        if (algorithm is not (0x660E or 0x660F or 0x6610) || bits is not (128 or 192 or 256))
        {
            throw new Refusal("file.locked-otherwise");
        }

        var verifier = info[(4 + headerBytes)..];
        var cipher = new StandardCipher(Key(verifier.Slice(4, 16).ToArray(), password, bits / 8));
        var input = cipher.Decipher(verifier.Slice(20, 16), 0);
        var hash = cipher.Decipher(verifier.Slice(40, 32), 0);
        if (CryptographicOperations.FixedTimeEquals(CryptographicOperations.HashData(HashAlgorithmName.SHA1, input), hash.AsSpan(0, 20)))
        {
            return cipher;
        }

        cipher.Dispose();
        return null;
    }

    public void See(ReadOnlySpan<byte> stored)
    {
    }

    public byte[] Decipher(ReadOnlySpan<byte> segment, int number) => _aes.DecryptEcb(segment, PaddingMode.None);

    public bool IsWhole() => true;

    public void Dispose() => _aes.Dispose();

    private static byte[] Key(byte[] salt, string password, int bytes)
    {
        var spun = AgileKey.Spin(HashAlgorithmName.SHA1, salt, password, Spins);
        var last = CryptographicOperations.HashData(HashAlgorithmName.SHA1, [.. spun, 0, 0, 0, 0]);
        return [.. Half(0x36).Concat(Half(0x5C)).Take(bytes)];

        byte[] Half(byte filling)
        {
            var block = new byte[64];
            Array.Fill(block, filling);
            for (var i = 0; i < last.Length; i++)
            {
                block[i] ^= last[i];
            }

            return CryptographicOperations.HashData(HashAlgorithmName.SHA1, block);
        }
    }
}
