namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>An encrypted package, once its password is known.</summary>
internal interface IPackageCipher : IDisposable
{
    /// <summary>Bytes of the package as they are stored, all of them in their order.</summary>
    void See(ReadOnlySpan<byte> stored);

    /// <summary>Deciphers one segment of the package.</summary>
    byte[] Decipher(ReadOnlySpan<byte> segment, int number);

    /// <summary>After everything was seen: false where somebody has changed a byte.</summary>
    bool IsWhole();
}
