using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Takes the decoded content of a part, a buffer at a time.</summary>
internal abstract class PartSink : IBufferWriter<byte>, IDisposable
{
    private const int Size = 1 << 14;
    private const int Least = 256;

    private byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _count;

    /// <summary>All of the part, up to the boundary that ends it; the line break before that is not content (RFC 2046, 5.1.1).</summary>
    public void Fill(PartLines lines, TransferDecoder decoder)
    {
        var ending = 0;
        for (; lines.Content(); lines.Advance())
        {
            ending = decoder.Write(lines.Text, lines.Ending, this);
        }

        _count -= lines.IsAtEnd ? 0 : ending;
        decoder.End(this);
        Flush();
    }

    public void Flush()
    {
        if (_count > 0)
        {
            Drain(_buffer.AsSpan(0, _count));
        }

        _count = 0;
    }

    public void Advance(int count) => _count += count;

    // There is always room for the ending of a line: it is never taken in two pieces, and can be taken back.
    public Span<byte> GetSpan(int sizeHint = 0)
    {
        var size = Math.Max(sizeHint, Least);
        if (_buffer.Length - _count < size)
        {
            Flush();
            if (_buffer.Length < size)
            {
                ArrayPool<byte>.Shared.Return(_buffer);
                _buffer = ArrayPool<byte>.Shared.Rent(size);
            }
        }

        return _buffer.AsSpan(_count);
    }

    public Memory<byte> GetMemory(int sizeHint = 0) => throw new NotSupportedException();

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = [];
        Close();
    }

    protected abstract void Drain(ReadOnlySpan<byte> bytes);

    protected virtual void Close()
    {
    }
}

/// <summary>Keeps so many bytes, and knows whether there were more.</summary>
internal class KeptContent(int limit) : PartSink
{
    private readonly ArrayBufferWriter<byte> _kept = new();

    public bool IsCut { get; private set; }

    public ReadOnlySpan<byte> Kept => _kept.WrittenSpan;

    protected override void Drain(ReadOnlySpan<byte> bytes) => Keep(bytes);

    protected void Keep(ReadOnlySpan<byte> bytes)
    {
        var room = limit - _kept.WrittenCount;
        IsCut |= bytes.Length > room;
        _kept.Write(bytes[..Math.Min(bytes.Length, room)]);
    }
}
