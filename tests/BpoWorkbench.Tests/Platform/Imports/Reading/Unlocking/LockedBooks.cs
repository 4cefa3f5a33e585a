using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;

/// <summary>Workbooks behind a password, as Office locks them (MS-OFFCRYPTO 2.3.4).</summary>
internal static class LockedBooks
{
    private static readonly byte[] Salt = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 11))];
    private static readonly byte[] KeySalt = [.. Enumerable.Range(1, 16).Select(i => (byte)(i * 7))];

    /// <summary>As Excel does since 2010 (2.3.4.10), with few spins.</summary>
    public static byte[] Agile(byte[] workbook, string password, string hash = "SHA512", int spins = 50, Func<string, string>? change = null, bool tampered = false)
    {
        var name = new HashAlgorithmName(hash);
        var spun = Hash(Salt, Encoding.Unicode.GetBytes(password));
        for (var i = 0; i < Math.Min(spins, 100_000); i++)
        {
            spun = Hash(BitConverter.GetBytes(i), spun);
        }

        var secret = RandomNumberGenerator.GetBytes(32);
        var package = Package(workbook, (segment, number) => Cbc(secret, Hash(KeySalt, BitConverter.GetBytes(number))[..16], segment));
        var hmacKey = RandomNumberGenerator.GetBytes(spun.Length);
        using var hmac = IncrementalHash.CreateHMAC(name, hmacKey);
        hmac.AppendData(package);
        if (tampered)
        {
            package[^1] ^= 1;
        }

        var input = RandomNumberGenerator.GetBytes(16);
        XNamespace office = "http://schemas.microsoft.com/office/2006/encryption";
        XNamespace by = "http://schemas.microsoft.com/office/2006/keyEncryptor/password";
        var info = new XElement(office + "encryption",
            new XElement(office + "keyData", Said(KeySalt)),
            new XElement(office + "dataIntegrity",
                new XAttribute("encryptedHmacKey", Text(Cbc(secret, Hash(KeySalt, [0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6])[..16], hmacKey))),
                new XAttribute("encryptedHmacValue", Text(Cbc(secret, Hash(KeySalt, [0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33])[..16], hmac.GetHashAndReset())))),
            new XElement(office + "keyEncryptors", new XElement(office + "keyEncryptor", new XAttribute("uri", by.NamespaceName), new XElement(by + "encryptedKey",
                new XAttribute("spinCount", spins), Said(Salt),
                new XAttribute("encryptedVerifierHashInput", Text(ByPassword([0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79], input))),
                new XAttribute("encryptedVerifierHashValue", Text(ByPassword([0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E], Hash(input)))),
                new XAttribute("encryptedKeyValue", Text(ByPassword([0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6], secret)))))));
        var xml = info.ToString(SaveOptions.DisableFormatting);
        return Container([4, 0, 4, 0, 0x40, 0, 0, 0, .. Encoding.UTF8.GetBytes(change?.Invoke(xml) ?? xml)], package);

        byte[] Hash(params byte[][] parts) => CryptographicOperations.HashData(name, [.. parts.SelectMany(part => part)]);

        byte[] ByPassword(byte[] purpose, byte[] bytes) => Cbc(Padded(Hash(spun, purpose), 32), Salt, bytes);

        object[] Said(byte[] salt) =>
        [
            new XAttribute("saltSize", 16), new XAttribute("blockSize", 16), new XAttribute("keyBits", 256), new XAttribute("hashSize", spun.Length),
            new XAttribute("cipherAlgorithm", "AES"), new XAttribute("cipherChaining", "ChainingModeCBC"), new XAttribute("hashAlgorithm", hash), new XAttribute("saltValue", Text(salt)),
        ];
    }

    /// <summary>As Excel 2007 does (2.3.4.5).</summary>
    public static byte[] Standard(byte[] workbook, string password)
    {
        var spun = SHA1Of(Salt, Encoding.Unicode.GetBytes(password));
        for (var i = 0; i < 50_000; i++)
        {
            spun = SHA1Of(BitConverter.GetBytes(i), spun);
        }

        spun = SHA1Of(spun, new byte[4]);
        var padded = spun.Concat(new byte[44]).Select(b => (byte)(b ^ 0x36)).ToArray();
        using var aes = Aes.Create();
        aes.Key = SHA1Of(padded)[..16];
        byte[] Ecb(byte[] bytes) => aes.EncryptEcb(Blocks(bytes), PaddingMode.None);
        var input = RandomNumberGenerator.GetBytes(16);
        byte[] header = [.. Numbers(0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0), .. Encoding.Unicode.GetBytes("Microsoft Enhanced RSA and AES Cryptographic Provider\0")];
        return Container(
            [4, 0, 2, 0, .. Numbers(0x24, header.Length), .. header, .. Numbers(16), .. Salt, .. Ecb(input), .. Numbers(20), .. Ecb(SHA1Of(input))],
            Package(workbook, (segment, _) => Ecb(segment)));
    }

    /// <summary>Locked in a way of somebody else's: rights management, say.</summary>
    public static byte[] Otherwise(byte[] workbook) => CompoundBytes.Of(("EncryptedPackage", Package(workbook, (segment, _) => Blocks(segment))));

    private static byte[] Container(byte[] info, byte[] package) => CompoundBytes.Of(("EncryptionInfo", info), ("EncryptedPackage", package));

    private static byte[] Package(byte[] workbook, Func<byte[], int, byte[]> cipher) =>
        [.. BitConverter.GetBytes((long)workbook.Length), .. workbook.Chunk(4096).SelectMany((segment, number) => cipher(segment, number))];

    private static byte[] Cbc(byte[] key, byte[] vector, byte[] bytes)
    {
        using var aes = Aes.Create();
        aes.Key = key;
        return aes.EncryptCbc(Blocks(bytes), vector, PaddingMode.None);
    }

    private static byte[] Blocks(byte[] bytes) => [.. bytes, .. new byte[(16 - (bytes.Length % 16)) % 16]];

    private static byte[] Padded(byte[] bytes, int size) => [.. bytes.Concat(Enumerable.Repeat((byte)0x36, size)).Take(size)];

    private static byte[] SHA1Of(params byte[][] parts) => CryptographicOperations.HashData(HashAlgorithmName.SHA1, [.. parts.SelectMany(part => part)]);

    private static byte[] Numbers(params int[] numbers) => [.. numbers.SelectMany(BitConverter.GetBytes)];

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes);
}
