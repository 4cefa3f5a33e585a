using System.Globalization;

namespace BpoWorkbench.Benchmarks;

/// <summary>What a measurement can be told: --database Sqlite|Postgres (both where it is left out), --backlog N, --seconds N.</summary>
internal sealed class Options(string[] args)
{
    public IReadOnlyList<Database> Databases => Text("--database") is { } one ? [Enum.Parse<Database>(one, ignoreCase: true)] : Enum.GetValues<Database>();

    public int Number(string name, int otherwise) => Text(name) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    public string? Text(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
}

/// <summary>What a floor keeps its work in.</summary>
internal enum Database
{
    Sqlite,
    Postgres,
}
