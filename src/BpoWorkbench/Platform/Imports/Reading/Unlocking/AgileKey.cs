using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>How one key of agile encryption is made and used (MS-OFFCRYPTO 2.3.4.10: CT_KeyData, CT_PasswordKeyEncryptor).</summary>
internal sealed class AgileKey
{
    private readonly bool _isFeedback;

    /// <summary>Refuses with file.locked-otherwise what Excel does not write unless told to.</summary>
    public AgileKey(XElement said)
    {
        if (Word(said, "cipherAlgorithm") != "AES")
        {
            throw new Refusal("file.locked-otherwise");
        }

        _isFeedback = Word(said, "cipherChaining") == "ChainingModeCFB";
        Salt = Bytes(said, "saltValue");
        BlockBytes = Number(said, "blockSize", 16);
        KeyBytes = Number(said, "keyBits", 256) / 8;
        (Hash, HashBytes) = Word(said, "hashAlgorithm") switch
        {
            "SHA512" => (HashAlgorithmName.SHA512, 64),
            "SHA384" => (HashAlgorithmName.SHA384, 48),
            "SHA256" => (HashAlgorithmName.SHA256, 32),
            "SHA1" or "SHA-1" => (HashAlgorithmName.SHA1, 20),
            _ => throw new Refusal("file.locked-otherwise"),
        };
    }

    public byte[] Salt { get; }

    public int BlockBytes { get; }

    public int KeyBytes { get; }

    public HashAlgorithmName Hash { get; }

    public int HashBytes { get; }

    public byte[] HashOf(ReadOnlySpan<byte> bytes) => CryptographicOperations.HashData(Hash, bytes);

    public byte[] Vector(ReadOnlySpan<byte> purpose) => Fit(HashOf([.. Salt, .. purpose]), BlockBytes);

    /// <summary>The password, made slow to guess (2.3.4.11).</summary>
    public byte[] Spin(string password, int spins) => Spin(Hash, Salt, password, spins);

    public static byte[] Spin(HashAlgorithmName hash, byte[] salt, string password, int spins)
    {
        var last = CryptographicOperations.HashData(hash, [.. salt, .. Encoding.Unicode.GetBytes(password)]);
        var next = new byte[4 + last.Length];
        for (var i = 0; i < spins; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(next, i);
            last.CopyTo(next, 4);
            CryptographicOperations.HashData(hash, next, last);
        }

        return last;
    }

    public byte[] Decipher(byte[] key, byte[] vector, ReadOnlySpan<byte> bytes)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return _isFeedback ? aes.DecryptCfb(bytes, vector, PaddingMode.None) : aes.DecryptCbc(bytes, vector, PaddingMode.None);
    }

    public static byte[] Fit(byte[] bytes, int size) => [.. bytes.Take(size), .. Enumerable.Repeat((byte)0x36, Math.Max(0, size - bytes.Length))];

    public static byte[] Bytes(XElement said, string name) => Convert.FromBase64String(Word(said, name));

    private static string Word(XElement said, string name) => (string?)said.Attribute(name) ?? throw new InvalidDataException();

    private static int Number(XElement said, string name, int most) =>
        int.Parse(Word(said, name), CultureInfo.InvariantCulture) is > 0 and var number && number <= most ? number : throw new InvalidDataException();
}
