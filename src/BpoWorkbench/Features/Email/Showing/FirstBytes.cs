namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Keeps the first bytes of what is written, by which it is told what a file is.</summary>
internal sealed class FirstBytes : Stream
{
    private readonly byte[] _kept = new byte[DisplayedFile.Looked];
    private int _length;

    public ReadOnlySpan<byte> Kept => _kept.AsSpan(0, _length);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        var taken = buffer[..Math.Min(buffer.Length, _kept.Length - _length)];
        taken.CopyTo(_kept.AsSpan(_length));
        _length += taken.Length;
    }
}
