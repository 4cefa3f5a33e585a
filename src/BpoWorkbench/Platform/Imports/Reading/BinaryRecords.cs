using System.Buffers.Binary;
using System.Text;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The records of one part of an .xlsb workbook (MS-XLSB 2.1.4): a type, a size, the bytes. One record is held at a time.</summary>
internal sealed class BinaryRecords(Stream stream, int largest) : IDisposable
{
    private readonly byte[] _buffer = new byte[1 << 16];
    private byte[] _record = new byte[256];
    private int _at;
    private int _end;
    private int _size;

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Bytes => _record.AsSpan(0, _size);

    /// <summary>False at the end of the part. Throws InvalidDataException where a record is cut or larger than allowed.</summary>
    public bool Read()
    {
        var first = NextByte();
        if (first < 0)
        {
            return false;
        }

        Type = first < 0x80 ? first : (first & 0x7F) | ((Needed() & 0x7F) << 7);
        _size = 0;
        for (var shift = 0; shift < 28; shift += 7)
        {
            var part = Needed();
            _size |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                break;
            }
        }

        if (_size > largest)
        {
            throw new InvalidDataException();
        }

        if (_size > _record.Length)
        {
            _record = new byte[Math.Max(_size, _record.Length * 2)];
        }

        Fill(_record.AsSpan(0, _size));
        return true;
    }

    public int Int32(int at) => BinaryPrimitives.ReadInt32LittleEndian(Bytes[at..]);

    public ushort UInt16(int at) => BinaryPrimitives.ReadUInt16LittleEndian(Bytes[at..]);

    public double Double(int at) => BinaryPrimitives.ReadDoubleLittleEndian(Bytes[at..]);

    /// <summary>An XLWideString: a count of characters, then UTF-16. Null counts as -1 and reads as "".</summary>
    public string Text(int at, out int next)
    {
        var length = Math.Max(Int32(at), 0);
        next = checked(at + 4 + (length * 2));
        return Encoding.Unicode.GetString(Bytes[(at + 4)..next]);
    }

    public void Dispose() => stream.Dispose();

    private int NextByte()
    {
        if (_at == _end)
        {
            _at = 0;
            _end = stream.Read(_buffer);
            if (_end == 0)
            {
                return -1;
            }
        }

        return _buffer[_at++];
    }

    private int Needed() => NextByte() is >= 0 and var b ? b : throw new InvalidDataException();

    private void Fill(Span<byte> target)
    {
        var buffered = Math.Min(target.Length, _end - _at);
        _buffer.AsSpan(_at, buffered).CopyTo(target);
        _at += buffered;
        stream.ReadExactly(target[buffered..]);
    }
}
