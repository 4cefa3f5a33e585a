using System.Text.RegularExpressions;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Features.Email.Showing;

namespace BpoWorkbench.Features.Email.Identify;

/// <summary>An identifier in the text of a mail: its field type, its stored form, and where it stands (in characters of that text).</summary>
public sealed record FoundIdentifier(FieldType Type, string Value, int Start, int Length);

/// <summary>What the house is known by itself, in stored form: its addresses (all of their domains count), telephone and tax numbers. No customer has those.</summary>
public sealed record OwnIdentifiers(IReadOnlySet<string> Values, IReadOnlySet<string> Domains);

/// <summary>
/// Finds what may tell which customer writes: Spanish tax numbers, telephone numbers and email addresses, each valid by its own rule. Looks
/// only at what the sender wrote and at their signature: not at history, at legal notices, at signatures with one of the house's own
/// identifiers in them, at account numbers, or at what is said to be an order, an invoice or another reference.
/// </summary>
public static partial class SenderIdentifiers
{
    // Nobody introduces themselves later than here.
    private const int Longest = 100_000;

    /// <summary>In the order in which they stand, each value once. Numbers without a prefix are of that region (ISO 3166-1). Never throws.</summary>
    public static IReadOnlyList<FoundIdentifier> Of(string text, string region, OwnIdentifiers own)
    {
        var found = new List<FoundIdentifier>();
        foreach (var part in FoldedText.Of(text.Length > Longest ? text[..Longest] : text).Parts.Where(part => part.Kind is PartKind.Written or PartKind.Signature))
        {
            var here = InPart(part, region);
            var isOwn = here.Select(one => IsOwn(one, own)).ToList();
            if (part.Kind == PartKind.Written || !isOwn.Contains(true))
            {
                found.AddRange(here.Where((_, i) => !isOwn[i]));
            }
        }

        return [.. found.OrderBy(one => one.Start).DistinctBy(one => (one.Type, one.Value))];
    }

    private static List<FoundIdentifier> InPart(TextPart part, string region)
    {
        var taken = new bool[part.Text.Length];
        var found = new List<FoundIdentifier>();
        Cover(Account());
        Take(FieldType.Email, Address(), value => EmailAddress.Read(value));
        // Links are no words of the sender's: their digits are keys of somebody's pages.
        Cover(Link());
        Take(FieldType.TaxNumber, Tax(), value => TaxNumber.Read(value));
        Take(FieldType.Phone, Phone(), value => PhoneNumber.Read(value, region));
        return found;

        void Cover(Regex shape)
        {
            foreach (Match match in shape.Matches(part.Text))
            {
                taken.AsSpan(match.Index, match.Length).Fill(true);
            }
        }

        void Take(FieldType type, Regex shape, Func<string, FieldReading> read)
        {
            foreach (Match match in shape.Matches(part.Text))
            {
                var here = taken.AsSpan(match.Index, match.Length);
                var isReference = type != FieldType.Email && Reference().IsMatch(part.Text[Math.Max(0, match.Index - 40)..match.Index]);
                if (!here.Contains(true) && !isReference && read(match.Value).Value is { } value)
                {
                    here.Fill(true);
                    found.Add(new(type, value, part.Start + match.Index, match.Length));
                }
            }
        }
    }

    private static bool IsOwn(FoundIdentifier one, OwnIdentifiers own) =>
        own.Values.Contains(one.Value) || (one.Type == FieldType.Email && own.Domains.Contains(one.Value[(one.Value.LastIndexOf('@') + 1)..]));

    [GeneratedRegex(@"(?<![\w.+@-])[\w.+%'-]{1,64}@[\w-]{1,63}(\.[\w-]{1,63}){1,5}(?![\w@-])", RegexOptions.CultureInvariant)]
    private static partial Regex Address();

    /// <summary>DNI, NIE, K/L/M and companies, with the separators people write; a letter apart from its digits has to be a capital.</summary>
    [GeneratedRegex(
        @"(?<![\w/.-])(?:ES[ -]?)?(?:\d{1,2}[. ]?\d{3}[. ]?\d{3}(?:-?[A-Za-z]| ?-? ?[A-Z])|[XYZKLMxyzklm][ .-]?\d{7}[ .-]?[A-Za-z]|[A-HJNP-SUVWa-hjnp-suvw][ .-]?(?:\d{2}[. ]?\d{3}[. ]?\d{2}[ .-]?[\dA-Ja-j]))(?![\w/])",
        RegexOptions.CultureInvariant)]
    private static partial Regex Tax();

    [GeneratedRegex(@"(?<![\w/]|\d[ .,-])(?:\+|00)?\(?\d(?:[ .()-]{0,2}\d){8,13}(?![ .,-]?\d|\w|\s?(?:€|eur\b|euros\b|%))", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Phone();

    [GeneratedRegex(@"(?<!\w)[A-Z]{2}\d{2}(?:[ -]?[A-Z0-9]{4}){2,7}(?:[ -]?[A-Z0-9]{1,4})?(?!\w)|(?<!\d)\d{4}[ -]\d{4}[ -]\d{2}[ -]\d{10}(?!\d)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Account();

    [GeneratedRegex(@"\b(?:https?://|www\.)\S+", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex(
        @"\b(pedido|orden|order|factura|invoice|ref|referencia|reference|expediente|albar[aá]n|ticket|tiquet|p[oó]liza|contrato|contract|env[ií]o|tracking|seguimiento|reserva|incidencia|caso|case|tarjeta|cuenta|comanda|rechnung|cups|imei|lote|serie)"
        + @"[\s:.#-]*(?:es|is|con|de|del|el|la|the)?[\s:.#-]*(?:n[.]?[ºo°]?|no|n[uú]m(?:ero)?|number|id|c[oó]digo)?[\s:.#-]*(?:de\s+(?:pedido|factura|seguimiento))?(?:es|is)?[\s:.#-]*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();
}
