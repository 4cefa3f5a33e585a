using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// A model as bytes: BPOTRIAGE and the version, the SHA-256 of what follows, and that, packed by Brotli: categories, features in ascending
/// order, their rarities, and the weights feature by feature. Little endian.
/// </summary>
internal static class TriageModelBytes
{
    private static readonly byte[] Start = [.. "BPOTRIAGE"u8, 1];

    public static byte[] Write(TriageModel model)
    {
        using var packed = new MemoryStream();
        using (var brotli = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(brotli))
        {
            writer.Write(model.Decisions);
            writer.Write(model.Categories.Count);
            writer.Write(model.Vocabulary.Count);
            foreach (var category in model.Categories)
            {
                writer.Write(category);
            }

            writer.Write(model.Confidence.Steepness);
            writer.Write(model.Confidence.Bend);
            writer.Write(model.Confidence.Slips);
            writer.Write(model.Confidence.Ceiling);
            writer.Write(model.Vocabulary.Rarest);
            writer.Write(MemoryMarshal.AsBytes<float>(model.Shares));
            writer.Write(MemoryMarshal.AsBytes<float>(model.Weights.Sizes));
            writer.Write(MemoryMarshal.AsBytes<float>(model.Weights.Biases));
            writer.Write(MemoryMarshal.AsBytes(model.Vocabulary.Features));
            writer.Write(MemoryMarshal.AsBytes<Half>(model.Vocabulary.Rarities));
            writer.Write(MemoryMarshal.AsBytes<sbyte>(model.Weights.Steps));
        }

        var body = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        return [.. Start, .. SHA256.HashData(body), .. body];
    }

    public static TriageModel Read(ReadOnlySpan<byte> bytes)
    {
        if (!bytes.StartsWith(Start))
        {
            throw new InvalidDataException("These bytes are not a triage model, or one of another version.");
        }

        var body = bytes[Start.Length..];
        if (body.Length < SHA256.HashSizeInBytes || !SHA256.HashData(body[SHA256.HashSizeInBytes..]).AsSpan().SequenceEqual(body[..SHA256.HashSizeInBytes]))
        {
            throw new InvalidDataException("This triage model is damaged: train it again.");
        }

        using var reader = new BinaryReader(new BrotliStream(new MemoryStream(body[SHA256.HashSizeInBytes..].ToArray()), CompressionMode.Decompress));
        var (decisions, categories, features) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        var names = new string[categories];
        for (var i = 0; i < categories; i++)
        {
            names[i] = reader.ReadString();
        }

        var confidence = new Confidence(reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble(), reader.ReadDouble());
        var rarest = reader.ReadSingle();
        var shares = Numbers<float>(reader, categories);
        var (sizes, biases) = (Numbers<float>(reader, categories), Numbers<float>(reader, categories));
        var vocabulary = new TriageVocabulary(Numbers<uint>(reader, features), Numbers<Half>(reader, features), rarest);
        var weights = new ModelWeights(features, categories) { Sizes = sizes, Biases = biases, Steps = Numbers<sbyte>(reader, features * categories) };
        return new TriageModel(names, shares, vocabulary, weights, confidence, decisions);
    }

    private static T[] Numbers<T>(BinaryReader reader, int count)
        where T : unmanaged
    {
        var numbers = new T[count];
        reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(numbers.AsSpan()));
        return numbers;
    }
}
