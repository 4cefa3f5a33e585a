using System.IO.Compression;
using System.Xml;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>The parts of a zipped workbook, and its copy as it is written: parts that are not written anew are copied as they are.</summary>
internal sealed class WorkbookParts : IDisposable
{
    private const long RatioMattersFrom = 64L << 20;

    private readonly ReadingLimits _limits;
    private readonly ZipArchive _from;
    private readonly ZipArchive _to;
    private readonly Dictionary<string, ZipArchiveEntry> _parts = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _written = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Both streams stay open.</summary>
    public WorkbookParts(Stream original, Stream target, ReadingLimits limits)
    {
        _limits = limits;
        _from = new ZipArchive(original, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var entry in _from.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            _parts.TryAdd(entry.FullName, entry);
        }

        _to = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
    }

    public bool Has(string? name) => name is not null && _parts.ContainsKey(name);

    /// <summary>Null where there is no such part.</summary>
    public Stream? Open(string? name) => name is not null && _parts.TryGetValue(name, out var entry) ? entry.Open() : null;

    /// <summary>On the root element, or null where there is no such part.</summary>
    public XmlReader? Read(string? name) => Open(name) is { } part ? PartXml.Read(part) : null;

    public Relations RelationsOf(string part)
    {
        var relations = new Relations(part);
        using var from = Read(relations.Name);
        if (from is not null)
        {
            relations.Read(from);
        }

        return relations;
    }

    /// <summary>A name that no part has: {0} is a number.</summary>
    public string FreeName(string pattern) =>
        Enumerable.Range(1, int.MaxValue).Select(n => string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, n)).First(name => !Has(name));

    /// <summary>Begins a part of the copy. One at a time.</summary>
    public Stream Write(string name)
    {
        _written.Add(name);
        return _to.CreateEntry(_parts.TryGetValue(name, out var entry) ? entry.FullName : name, CompressionLevel.Fastest).Open();
    }

    /// <summary>Begins a part of the copy as XML.</summary>
    public XmlWriter WriteXml(string name) => PartXml.Write(Write(name));

    /// <summary>Copies everything that was not written anew. Refuses what inflates without end.</summary>
    public async Task CopyTheRest(CancellationToken stop)
    {
        var buffer = new byte[1 << 16];
        var total = 0L;
        foreach (var entry in _parts.Values.Where(e => !_written.Contains(e.FullName)))
        {
            await using var from = entry.Open();
            await using var to = _to.CreateEntry(entry.FullName, CompressionLevel.Fastest).Open();
            var here = 0L;
            for (int read; (read = await from.ReadAsync(buffer, stop)) > 0;)
            {
                here += read;
                total += read;
                if (total > _limits.InflatedBytes)
                {
                    throw new Refusal("file.limit.inflated", ReadingLimits.Megabytes(_limits.InflatedBytes));
                }

                if (here > RatioMattersFrom && here / _limits.Ratio > entry.CompressedLength)
                {
                    throw new Refusal("file.limit.ratio", _limits.Ratio);
                }

                await to.WriteAsync(buffer.AsMemory(0, read), stop);
            }
        }
    }

    public void Dispose()
    {
        _to.Dispose();
        _from.Dispose();
    }
}
