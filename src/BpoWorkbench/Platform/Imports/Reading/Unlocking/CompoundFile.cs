using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace BpoWorkbench.Platform.Imports.Reading.Unlocking;

/// <summary>
/// An OLE compound file (MS-CFB 2): a small file system of sectors, chained by tables. Throws InvalidDataException, range errors and
/// EndOfStreamException on bytes that lie.
/// </summary>
internal sealed class CompoundFile
{
    private const int HeaderBytes = 512;
    private const int EntryBytes = 128;
    private const int SmallSector = 64;
    private const int SmallBelow = 4096;

    // Numbers from here on are marks: of an end, of a free sector, of the tables themselves.
    private const uint Marks = 0xFFFF_FFFA;
    private readonly Stream _file;
    private readonly int _sector;
    private readonly uint[] _next;
    private readonly uint[] _nextSmall;
    private readonly byte[] _directory;

    public CompoundFile(Stream file)
    {
        _file = file;
        var header = Bytes(0, HeaderBytes);
        _sector = header[0x1E] is 9 or 12 ? 1 << header[0x1E] : throw new InvalidDataException();
        _next = Numbers(TableSectors(header).Select(Place));
        _nextSmall = Numbers(Chain(_next, UInt32(header, 0x3C)).Select(Place));
        _directory = [.. Chain(_next, UInt32(header, 0x30)).SelectMany(sector => Bytes(Place(sector), _sector))];
    }

    /// <summary>Null where there is no stream of that name.</summary>
    public CompoundStream? Find(string name)
    {
        const byte IsStream = 2;
        for (var at = 0; at < _directory.Length; at += EntryBytes)
        {
            var entry = _directory.AsSpan(at, EntryBytes);
            if (entry[66] == IsStream && NameOf(entry) == name)
            {
                return Open(entry);
            }
        }

        return null;
    }

    private CompoundStream Open(ReadOnlySpan<byte> entry)
    {
        // In small sectors the upper half may be anything.
        var length = _sector == HeaderBytes ? UInt32(entry, 120) : BinaryPrimitives.ReadInt64LittleEndian(entry[120..]);
        if (length < 0 || length > _file.Length)
        {
            throw new InvalidDataException();
        }

        if (length >= SmallBelow)
        {
            return new CompoundStream(_file, [.. Chain(_next, UInt32(entry, 116)).Select(Place)], _sector, length);
        }

        // Small streams share one, which belongs to the first entry.
        var shared = Chain(_next, UInt32(_directory, 116)).ConvertAll(Place);
        var parts = _sector / SmallSector;
        return new CompoundStream(_file, Chain(_nextSmall, UInt32(entry, 116)).ConvertAll(small => shared[(int)(small / parts)] + (small % parts * SmallSector)), SmallSector, length);
    }

    // The sectors of the table of sectors: the first 109 in the header, the rest in a chain of their own.
    private List<uint> TableSectors(byte[] header)
    {
        List<uint> found = [.. MemoryMarshal.Cast<byte, uint>(header.AsSpan(0x4C)).ToArray().Where(sector => sector < Marks)];
        for (var more = UInt32(header, 0x44); more < Marks;)
        {
            var numbers = Numbers([Place(more)]);
            found.AddRange(numbers[..^1].Where(sector => sector < Marks));
            more = found.Count <= _file.Length / _sector ? numbers[^1] : throw new InvalidDataException();
        }

        return found;
    }

    private static List<uint> Chain(uint[] next, uint first)
    {
        List<uint> chain = [];
        for (var sector = first; sector < Marks; sector = next[sector])
        {
            chain.Add(chain.Count < next.Length ? sector : throw new InvalidDataException());
        }

        return chain;
    }

    private uint[] Numbers(IEnumerable<long> places) => [.. places.SelectMany(place => MemoryMarshal.Cast<byte, uint>(Bytes(place, _sector)).ToArray())];

    private long Place(uint sector) => (sector + 1L) * _sector;

    private byte[] Bytes(long place, int count)
    {
        var bytes = new byte[count];
        _file.Position = place;
        // The last sector of a file is not always filled up.
        return _file.ReadAtLeast(bytes, count, throwOnEndOfStream: false) > 0 ? bytes : throw new InvalidDataException();
    }

    private static string NameOf(ReadOnlySpan<byte> entry) =>
        Encoding.Unicode.GetString(entry[..Math.Clamp(BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]) - 2, 0, 62)]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}

/// <summary>One stream of a compound file, read once from its beginning.</summary>
internal sealed class CompoundStream(Stream file, IReadOnlyList<long> sectors, int sectorSize, long length)
{
    private long _at;

    public long Length => length;

    /// <returns>How many bytes were read: fewer than there is room for only at the end.</returns>
    public int Read(Span<byte> target)
    {
        target = target[..(int)Math.Min(target.Length, length - _at)];
        for (var read = 0; read < target.Length;)
        {
            var (sector, within) = Math.DivRem(_at, sectorSize);
            var here = (int)Math.Min(sectorSize - within, target.Length - read);
            file.Position = sectors[(int)sector] + within;
            file.ReadExactly(target.Slice(read, here));
            (_at, read) = (_at + here, read + here);
        }

        return target.Length;
    }
}
