using System.Globalization;
using System.Text.Json;

namespace BpoWorkbench.Benchmarks;

/// <summary>Figures, each with what it must hold where it must hold anything.</summary>
internal sealed class Measured
{
    private readonly List<(string Name, double Value, string Unit, string Limit, bool Holds)> _figures = [];

    public bool Holds => _figures.TrueForAll(f => f.Holds);

    /// <param name="name">In snake_case.</param>
    public void Add(string name, double value, string unit = "") => _figures.Add((name, value, unit, "", true));

    public void AtMost(string name, double value, double limit, string unit = "") => _figures.Add((name, value, unit, Invariant($"<= {limit:0.##}"), value <= limit));

    public void AtLeast(string name, double value, double limit, string unit = "") => _figures.Add((name, value, unit, Invariant($">= {limit:0.##}"), value >= limit));

    public void Print(string verb)
    {
        foreach (var (name, value, unit, limit, holds) in _figures)
        {
            Console.WriteLine(Invariant($"{name,-32} {Shown(value),14} {unit,-8} {limit,-12} {(holds ? "" : "SHORT")}"));
        }

        var line = new Dictionary<string, object> { ["verb"] = verb, ["holds"] = Holds };
        foreach (var figure in _figures)
        {
            line[figure.Name] = Math.Round(figure.Value, 4);
        }

        Console.WriteLine(JsonSerializer.Serialize(line));
    }

    // Of a share, a tenth of a percent counts.
    private static string Shown(double value) => value.ToString(Math.Abs(value) < 1 ? "0.####" : "#,0.##", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
