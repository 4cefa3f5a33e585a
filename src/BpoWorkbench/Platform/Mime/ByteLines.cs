using System.Buffers;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// The lines of a stream, each with the ending it had (CR LF, LF or CR alone), in one pass and a buffer of one size. A line longer than
/// half the buffer comes in pieces.
/// </summary>
/// <param name="limit">More bytes of one message are refused.</param>
internal sealed class ByteLines(Stream stream, long limit = long.MaxValue) : IDisposable
{
    private const int Size = 1 << 16;
    private const int Longest = Size / 2;

    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(Size);
    private int _start;
    private int _end;
    private int _length;
    private int _ending;
    private int _seen;
    private bool _loaded;
    private bool _ended;
    private long _bufferOffset;
    private long _from;

    /// <summary>Where the line begins, in bytes of the stream.</summary>
    public long Offset => _bufferOffset + _start;

    /// <summary>Whether the piece begins a line, and does not go on with one.</summary>
    public bool BeginsLine { get; private set; } = true;

    public ReadOnlySpan<byte> Text => _buffer.AsSpan(_start, _length);

    public ReadOnlySpan<byte> Ending => _buffer.AsSpan(_start + _length, _ending);

    public ReadOnlySpan<byte> TextAndEnding => _buffer.AsSpan(_start, _length + _ending);

    /// <summary>The limit is counted from here.</summary>
    public void CountFromHere() => _from = Offset;

    /// <summary>What is between messages, or passed over, has no limit.</summary>
    public void CountNoMore() => _from = long.MaxValue;

    public bool Load()
    {
        while (!_loaded)
        {
            var rest = _buffer.AsSpan(_start, _end - _start);
            var found = rest[_seen..].IndexOfAny((byte)'\r', (byte)'\n');
            if (found >= 0 && EndingAt(rest, _seen + found) is > 0 and var ending)
            {
                Take(_seen + found, ending);
            }
            else if (found < 0 && rest.Length >= Longest)
            {
                Take(rest.Length, 0);
            }
            else if (_ended)
            {
                if (rest.Length == 0)
                {
                    return false;
                }

                Take(rest.Length, 0);
            }
            else
            {
                _seen = found < 0 ? rest.Length : _seen + found;
                Fill();
            }
        }

        return true;
    }

    /// <summary>Passes over the mark of UTF-8 at the very beginning.</summary>
    public void SkipMark()
    {
        if (Load() && Offset == 0 && Text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            (_start, _length) = (_start + 3, _length - 3);
        }
    }

    public void Advance()
    {
        _start += _length + _ending;
        BeginsLine = _ending > 0;
        (_loaded, _seen) = (false, 0);
    }

    /// <summary>What follows the line, as far as it is near.</summary>
    public ReadOnlySpan<byte> After(int bytes)
    {
        var from = _length + _ending;
        while (!_ended && _end - _start - from < bytes && _end - _start < _buffer.Length)
        {
            Fill();
        }

        return _buffer.AsSpan(_start + from, Math.Min(bytes, _end - _start - from));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    // A CR at the very end may be half an ending.
    private int EndingAt(ReadOnlySpan<byte> rest, int at) =>
        rest[at] == '\n' ? 1 : at + 1 < rest.Length ? (rest[at + 1] == '\n' ? 2 : 1) : _ended ? 1 : 0;

    private void Take(int length, int ending) => (_length, _ending, _loaded) = (length, ending, true);

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            _bufferOffset += _start;
            (_start, _end) = (0, _end - _start);
        }

        var read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _ended = read == 0;
        _end += read;
        // Of several messages in one stream the next may be in the buffer as well.
        if (Offset - _from > limit)
        {
            throw new Refusal("mail.too-large", limit >> 20);
        }
    }
}
