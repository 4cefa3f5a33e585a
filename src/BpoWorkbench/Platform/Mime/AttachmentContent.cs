using System.Security.Cryptography;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Passes the content of an attachment on to where the caller wants it, counted and hashed on the way.</summary>
internal sealed class AttachmentContent(AttachmentHead head, OpenAttachment? open, int keep) : KeptContent(keep)
{
    private readonly Stream? _to = open?.Invoke(head);
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly bool _keeps = keep > 0;
    private long _size;

    /// <summary>What it was, once all of it was written.</summary>
    public MailAttachment Finish()
    {
        Flush();
        return new MailAttachment(head, _size, Convert.ToHexStringLower(_hash.GetHashAndReset()));
    }

    protected override void Drain(ReadOnlySpan<byte> bytes)
    {
        _size += bytes.Length;
        _hash.AppendData(bytes);
        _to?.Write(bytes);
        if (_keeps)
        {
            Keep(bytes);
        }
    }

    protected override void Close()
    {
        _hash.Dispose();
        _to?.Dispose();
    }
}
