using System.Security.Cryptography;
using System.Xml.Linq;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>
/// Agile encryption (MS-OFFCRYPTO 2.3.4.10 to 2.3.4.15): the password opens the key of the package, and a keyed hash vouches for its bytes.
/// </summary>
internal sealed class AgileCipher : IPackageCipher
{
    // Excel writes 100,000. Ten million, which 2.3.4.10 allows, would keep a processor for ten seconds at every look into the file.
    private const int MostSpins = 1_000_000;
    private static readonly XNamespace Office = "http://schemas.microsoft.com/office/2006/encryption";
    private static readonly XNamespace ByPassword = "http://schemas.microsoft.com/office/2006/keyEncryptor/password";
    private readonly AgileKey _key;
    private readonly byte[] _secret;
    private readonly IncrementalHash? _seen;
    private readonly byte[] _expected = [];

    private AgileCipher(XElement encryption, AgileKey key, byte[] secret)
    {
        (_key, _secret) = (key, secret);
        // Not everybody writes one.
        if (encryption.Element(Office + "dataIntegrity") is { } integrity)
        {
            var hmacKey = key.Decipher(secret, key.Vector([0x5F, 0xB2, 0xAD, 0x01, 0x0C, 0xB9, 0xE1, 0xF6]), AgileKey.Bytes(integrity, "encryptedHmacKey"));
            _expected = key.Decipher(secret, key.Vector([0xA0, 0x67, 0x7F, 0x02, 0xB2, 0x2C, 0x84, 0x33]), AgileKey.Bytes(integrity, "encryptedHmacValue"))[..key.HashBytes];
            _seen = IncrementalHash.CreateHMAC(key.Hash, hmacKey.AsSpan(0, key.HashBytes));
        }
    }

    /// <summary>Null where the password is another.</summary>
    public static AgileCipher? Open(byte[] info, string password)
    {
        var encryption = PlainXml.Load(new MemoryStream(info));
        var lockedBy = encryption.Descendants(ByPassword + "encryptedKey").FirstOrDefault() ?? throw new Refusal("file.locked-otherwise");
        var spins = (int?)lockedBy.Attribute("spinCount") is >= 0 and var count ? count : throw new InvalidDataException();
        if (spins > MostSpins)
        {
            throw new Refusal("file.locked-otherwise");
        }

        var key = new AgileKey(lockedBy);
        var spun = key.Spin(password, spins);
        var input = Opened("encryptedVerifierHashInput", [0xFE, 0xA7, 0xD2, 0x76, 0x3B, 0x4B, 0x9E, 0x79]);
        var hash = Opened("encryptedVerifierHashValue", [0xD7, 0xAA, 0x0F, 0x6D, 0x30, 0x61, 0x34, 0x4E]);
        if (!CryptographicOperations.FixedTimeEquals(key.HashOf(input), hash.AsSpan(0, key.HashBytes)))
        {
            return null;
        }

        var secret = Opened("encryptedKeyValue", [0x14, 0x6E, 0x0B, 0xE7, 0xAB, 0xAC, 0xD0, 0xD6]);
        var package = new AgileKey(encryption.Element(Office + "keyData")!);
        return new AgileCipher(encryption, package, secret[..package.KeyBytes]);

        byte[] Opened(string value, ReadOnlySpan<byte> purpose) =>
            key.Decipher(AgileKey.Fit(key.HashOf([.. spun, .. purpose]), key.KeyBytes), AgileKey.Fit(key.Salt, key.BlockBytes), AgileKey.Bytes(lockedBy, value));
    }

    public void See(ReadOnlySpan<byte> stored) => _seen?.AppendData(stored);

    public byte[] Decipher(ReadOnlySpan<byte> segment, int number) => _key.Decipher(_secret, _key.Vector(BitConverter.GetBytes(number)), segment);

    public bool IsWhole() => _seen is null || CryptographicOperations.FixedTimeEquals(_seen.GetHashAndReset(), _expected);

    public void Dispose() => _seen?.Dispose();
}
