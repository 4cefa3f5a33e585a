using System.Buffers.Binary;
using System.Text;

namespace BpoWorkbench.Tests.Platform.Imports.Reading.Unlocking;

/// <summary>An OLE compound file as Office writes them (MS-CFB 2): small streams share one, the rest lie in sectors of their own.</summary>
internal static class CompoundBytes
{
    private const int Sector = 512;
    private const int Small = 64;
    private const uint Free = 0xFFFF_FFFF;
    private const uint End = 0xFFFF_FFFE;
    private const uint Table = 0xFFFF_FFFD;
    private const uint TableOfTables = 0xFFFF_FFFC;

    public static byte[] Of(params (string Name, byte[] Content)[] streams)
    {
        List<byte[]> sectors = [];
        List<uint> next = [];
        List<uint> nextSmall = [];
        List<byte> shared = [];
        var placed = streams.Select(stream => stream.Content.Length < 4096 ? AddSmall(stream.Content) : Add(stream.Content)).ToList();
        var sharedStart = Add([.. shared]);
        var smallStart = Add([.. nextSmall.SelectMany(BitConverter.GetBytes)], 0xFF);
        var directory = Add([.. Entry("Root Entry", 5, sharedStart, shared.Count), .. streams.SelectMany((stream, i) => Entry(stream.Name, 2, placed[i], stream.Content.Length))]);
        var (tables, more) = (1, 0);
        while (tables * (Sector / 4) < sectors.Count + tables + more)
        {
            tables++;
            more = Math.Max(0, tables - 109 + 126) / 127;
        }

        var first = (uint)sectors.Count;
        next.AddRange(Enumerable.Repeat(Table, tables));
        next.AddRange(Enumerable.Repeat(TableOfTables, more));
        next.AddRange(Enumerable.Repeat(Free, (tables * (Sector / 4)) - next.Count));
        var header = new byte[Sector];
        ((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(header);
        (header[0x18], header[0x1A], header[0x1C], header[0x1D], header[0x1E], header[0x20]) = (0x3E, 3, 0xFE, 0xFF, 9, 6);
        (int At, uint Value)[] numbers = [(0x2C, (uint)tables), (0x30, directory), (0x38, 4096), (0x3C, smallStart), (0x40, 1), (0x44, more > 0 ? first + (uint)tables : End), (0x48, (uint)more)];
        foreach (var (at, value) in numbers)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(at), value);
        }

        for (var i = 0; i < 109; i++)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(0x4C + (i * 4)), i < tables ? first + (uint)i : Free);
        }

        // Those tables that the header has no room for.
        var others = Enumerable.Range(0, more).SelectMany(i => Enumerable.Range(109 + (i * 127), 127).Select(table => table < tables ? first + (uint)table : Free)
            .Append(i + 1 < more ? first + (uint)(tables + i + 1) : End));
        return [.. header, .. sectors.SelectMany(sector => sector), .. next.SelectMany(BitConverter.GetBytes), .. others.SelectMany(BitConverter.GetBytes)];

        uint Add(byte[] content, byte filling = 0)
        {
            var start = (uint)sectors.Count;
            for (var at = 0; at < content.Length; at += Sector)
            {
                var sector = new byte[Sector];
                Array.Fill(sector, filling);
                content.AsSpan(at, Math.Min(Sector, content.Length - at)).CopyTo(sector);
                sectors.Add(sector);
                next.Add(at + Sector < content.Length ? (uint)sectors.Count : End);
            }

            return content.Length == 0 ? End : start;
        }

        uint AddSmall(byte[] content)
        {
            var start = (uint)nextSmall.Count;
            for (var at = 0; at < content.Length; at += Small)
            {
                shared.AddRange(content.Skip(at).Take(Small).Concat(new byte[Small]).Take(Small));
                nextSmall.Add(at + Small < content.Length ? (uint)nextSmall.Count + 1 : End);
            }

            return start;
        }
    }

    private static byte[] Entry(string name, byte type, uint start, int size)
    {
        var entry = new byte[128];
        Encoding.Unicode.GetBytes(name).CopyTo(entry, 0);
        (entry[64], entry[66], entry[67]) = ((byte)((name.Length + 1) * 2), type, 1);
        // Its neighbours: none; of the root, its child is the first stream.
        entry.AsSpan(68, 12).Fill(0xFF);
        if (type == 5)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(76), 1);
        }

        BinaryPrimitives.WriteUInt32LittleEndian(entry.AsSpan(116), start);
        BinaryPrimitives.WriteInt32LittleEndian(entry.AsSpan(120), size);
        return entry;
    }
}
