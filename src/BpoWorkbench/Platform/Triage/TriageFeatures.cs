using System.Runtime.InteropServices;

namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// What of a message is weighed: its words, each two that follow one another, and the 2 to 5 characters in a row within each word, borders
/// included, so that misspelt and inflected words still count. Each is known by 32 bits of its hash alone: no text of a client is kept,
/// and of 100,000 about one shares its number with another.
/// </summary>
internal static class TriageFeatures
{
    private const int Shortest = 2;
    private const int Longest = 5;
    private const uint Prime = 16777619;
    private const uint WordSeed = 0x2C1B3C6D;
    private const uint PairSeed = 0x297A2D39;
    private const uint PartSeed = 0x85EBCA6B;

    /// <summary>Whether it is a part of a word; words and pairs are weighed apart from them.</summary>
    public static bool IsPart(uint feature) => (feature & 1) == 1;

    /// <summary>All there are, the same ones side by side.</summary>
    public static List<Occurrence> Of(IReadOnlyList<TriageWord> words)
    {
        List<Occurrence> all = new(words.Count * 24);
        for (var i = 0; i < words.Count; i++)
        {
            var key = words[i].Key;
            if (key.Length == 0)
            {
                continue;
            }

            all.Add(new Occurrence(Mixed(Hash(WordSeed, key)) & ~1u, i, false));
            if (i > 0 && words[i - 1].Key.Length > 0)
            {
                all.Add(new Occurrence(Mixed(Hash(Hash(PairSeed, words[i - 1].Key) * Prime, key)) & ~1u, i, true));
            }

            AddParts(key, i, all);
        }

        MemoryMarshal.Cast<Occurrence, ulong>(CollectionsMarshal.AsSpan(all)).Sort();
        return all;
    }

    private static void AddParts(string key, int word, List<Occurrence> all)
    {
        for (var start = -1; start < key.Length; start++)
        {
            var hash = PartSeed;
            for (var length = 1; length <= Longest && start + length <= key.Length + 1; length++)
            {
                var at = start + length - 1;
                hash = (hash ^ (at < 0 || at == key.Length ? ' ' : key[at])) * Prime;
                if (length >= Shortest)
                {
                    all.Add(new Occurrence(Mixed(hash + (uint)length) | 1u, word, false));
                }
            }
        }
    }

    private static uint Hash(uint seed, string key)
    {
        foreach (var c in key)
        {
            seed = (seed ^ c) * Prime;
        }

        return seed;
    }

    private static uint Mixed(uint hash)
    {
        hash = (hash ^ (hash >> 16)) * 0x7FEB352D;
        hash = (hash ^ (hash >> 15)) * 0x846CA68B;
        return hash ^ (hash >> 16);
    }
}

/// <summary>A feature at a word of a message, in one number that sorts by feature first.</summary>
internal readonly struct Occurrence(uint feature, int word, bool isPair)
{
    private readonly ulong _packed = ((ulong)feature << 32) | ((uint)word << 1) | (isPair ? 1u : 0);

    public uint Feature => (uint)(_packed >> 32);

    public int Word => (int)((uint)_packed >> 1);

    /// <summary>Whether it is of the word before it just as much.</summary>
    public bool IsPair => (_packed & 1) == 1;
}
