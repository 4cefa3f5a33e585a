using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Tests.Platform.Triage;

/// <summary>Letters as customers write them, in Spanish and English, put together by chance.</summary>
internal static class Letters
{
    public const string Bill = "bill";
    public const string Delivery = "delivery";
    public const string Leaving = "leaving";

    private static readonly Dictionary<string, string[]> Matters = new(StringComparer.Ordinal)
    {
        [Bill] = ["no entiendo el importe de la factura", "la factura de este mes está mal", "send me a copy of the invoice", "the invoice shows the wrong amount"],
        [Delivery] = ["el paquete no ha llegado todavía", "el repartidor no encontró la dirección", "my parcel has not arrived", "the courier left the parcel with nobody"],
        [Leaving] = ["quiero darme de baja del servicio", "deseo anular mi contrato", "please cancel my subscription", "I want to end the contract"],
    };

    private static readonly string[] Openings = ["Buenos días,", "Hola,", "Hello,", "Dear all,", ""];
    private static readonly string[] Closings = ["Gracias.", "Un saludo", "Kind regards", "Thanks", ""];

    /// <summary>So many of each matter, mixed.</summary>
    public static List<TriageDecision> Some(int each, int seed = 1)
    {
        var random = new Random(seed);
        var letters = Matters.SelectMany(m => Enumerable.Range(0, each).Select(_ => new TriageDecision(One(random, m.Value), m.Key))).ToArray();
        random.Shuffle(letters);
        return [.. letters];
    }

    /// <summary>Letters of words that say little: of every word each category has some, one more than others.</summary>
    public static List<TriageDecision> Vague(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ =>
        {
            var category = random.Next(4);
            return new TriageDecision(string.Join(' ', Enumerable.Range(0, 6).Select(_ => $"{(char)('a' + (random.Next(4) == 0 ? category : random.Next(4)))}word{(char)('a' + random.Next(8))}")), $"c{category}");
        })];
    }

    private static string One(Random random, string[] matters) =>
        $"{Openings[random.Next(Openings.Length)]} {matters[random.Next(matters.Length)]} {random.Next(10, 99_999)} {Closings[random.Next(Closings.Length)]}".Trim();
}
