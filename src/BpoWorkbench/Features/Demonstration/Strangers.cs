using System.Globalization;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Demonstration;
using Bogus;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>Customers who do not exist, always the same ones.</summary>
internal static class Strangers
{
    private static readonly (string City, string Code)[] Cities =
        [("Madrid", "28013"), ("Barcelona", "08025"), ("València", "46010"), ("Sevilla", "41004"), ("Zaragoza", "50003"), ("Bilbao", "48009"), ("A Coruña", "15002"), ("Las Palmas de Gran Canaria", "35007"), ("Vitoria-Gasteiz", "01005")];

    private static readonly string[] Streets = ["Calle Mayor", "Avenida de la Constitución", "Calle de los Olmos", "Paseo del Río", "Plaza de la Villa", "Carrer del Pi", "Travesía de Santiago"];

    public static List<DemonstrationCustomer> Of(string client, int count)
    {
        var names = new Bogus.DataSets.Name("es") { Random = new Randomizer(Seed(client)) };
        var random = new Random(Seed(client));
        return [.. Enumerable.Range(1, count).Select(n =>
        {
            var name = $"{names.FirstName()} {names.LastName()} {names.LastName()}";
            var (city, code) = Cities[random.Next(Cities.Length)];
            return new DemonstrationCustomer($"{client}{10000 + n}", name, TaxNumber(random.Next(10_000_000, 79_999_999)), $"+346{random.Next(10_000_000, 99_999_999)}",
                $"{Ascii(name)}@example.com", $"{Streets[random.Next(Streets.Length)]}, {random.Next(1, 140)}", code, city);
        })];
    }

    /// <summary>The same number for the same text in every process, unlike GetHashCode.</summary>
    public static int Seed(string text) => text.Aggregate(17, (seed, c) => unchecked(seed * 31 + c));

    // The check letter of the identity document: number modulo 23.
    private static string TaxNumber(int number) => number.ToString("00000000", CultureInfo.InvariantCulture) + "TRWAGMYFPDXBNJZSQVHLCKE"[number % 23];

    private static string Ascii(string name) => new StringBuilder(TextFolding.Fold(name)).Replace(' ', '.').Replace("'", "").ToString();
}
