using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>The decoded content of a part as a stream: a forwarded message that was encoded, which it should not be and often is.</summary>
internal sealed class DecodedPart(PartLines lines, TransferDecoder decoder) : Stream
{
    private readonly ArrayBufferWriter<byte> _decoded = new();
    private int _read;
    private int _ending;
    private bool _ended;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        while (!_ended && _decoded.WrittenCount - _ending - _read < buffer.Length)
        {
            More();
        }

        var there = _decoded.WrittenSpan[_read..^_ending];
        var count = Math.Min(there.Length, buffer.Length);
        there[..count].CopyTo(buffer);
        _read += count;
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private void More()
    {
        if (lines.Content())
        {
            if (_read > 0)
            {
                var rest = _decoded.WrittenSpan[_read..].ToArray();
                _decoded.ResetWrittenCount();
                _decoded.Write(rest);
                _read = 0;
            }

            _ending = decoder.Write(lines.Text, lines.Ending, _decoded);
            lines.Advance();
        }
        else
        {
            _ending = lines.IsAtEnd ? 0 : _ending;
            decoder.End(_decoded);
            _ended = true;
        }
    }
}
