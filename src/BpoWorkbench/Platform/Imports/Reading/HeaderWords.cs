using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>What a label says of its column, in Spanish or English. KeyRank: 0 is no key, 1 the likeliest.</summary>
internal sealed record HeaderWords(CustomerPart Part, FieldType? Type, int KeyRank, bool IsWholeName = false)
{
    private static readonly HeaderWords Nothing = new(CustomerPart.None, null, 0);

    // The first entry that has one of its phrases among the label's words decides; "=" asks for the whole label.
    private static readonly (HeaderWords Means, string[] Phrases)[] Entries =
    [
        (new(CustomerPart.None, FieldType.Date, 0), Split("fecha|date|f alta|f baja|f vencimiento|f nacimiento|vencimiento|nacimiento|caducidad|birthday|due on")),
        (new(CustomerPart.Email, FieldType.Email, 0), Split("email|e mail|emails|mail|correo|correo electronico|correos")),
        (new(CustomerPart.Phone, FieldType.Phone, 0), Split("telefono|telefonos|tel|telf|tfno|tlf|tlfno|tfn|movil|celular|phone|mobile|telephone|cell|fijo|whatsapp")),
        (new(CustomerPart.Key, FieldType.Text, 50), Split(
            "id cliente|n cliente|no cliente|num cliente|numero cliente|numero de cliente|n de cliente|cod cliente|codigo cliente|codigo de cliente|cliente id|id abonado|n abonado|"
            + "numero de abonado|codigo de abonado|id socio|n socio|numero de socio|customer id|customer number|customer no|customer code|client id|client number|id customer|clave cliente|ref cliente")),
        (new(CustomerPart.TaxNumber, FieldType.TaxNumber, 0), Split(
            "nif|cif|dni|nie|n i f|c i f|d n i|documento de identidad|documento identidad|n documento|numero de documento|identificacion fiscal|vat|vat number|tax id|tax number|=documento")),
        (new(CustomerPart.None, FieldType.Iban, 0), Split("iban|cuenta bancaria|n cuenta|numero de cuenta|ccc|bank account")),
        (new(CustomerPart.PostalCode, FieldType.PostalCode, 0), Split("cp|c p|codigo postal|cod postal|c postal|cod post|postal code|postcode|post code|zip|zip code|zipcode")),
        (Nothing, Split("street number|n calle|numero calle|=portal|=piso|=puerta")),
        (new(CustomerPart.City, FieldType.Text, 0), Split("poblacion|localidad|municipio|ciudad|city|town|suburb")),
        (new(CustomerPart.Language, FieldType.Text, 0), Split("idioma|lengua|language|lang")),
        (new(CustomerPart.Address, FieldType.Text, 0), Split("direccion|domicilio|calle|address|street|dir")),
        (new(CustomerPart.None, FieldType.Money, 0), Split(
            "importe|importes|saldo|deuda|precio|coste|cuota|pagado|adeudado|iva|base imponible|amount|balance|price|cost|fee|debt|paid|eur|euros|pvp|salario|=total|total factura|total pedido|=pendiente")),
        (new(CustomerPart.None, FieldType.Text, 0), Split("ano|year|ejercicio|cups|imei|serie|serial|matricula|cuenta|account")),
        (new(CustomerPart.None, FieldType.Whole, 0), Split("cantidad|unidades|dias|edad|intentos|quantity|qty|days|age|units|count")),
        (new(CustomerPart.Name, FieldType.Text, 0, true), Split(
            "nombre y apellidos|nombre apellidos|apellidos y nombre|apellidos nombre|nombre completo|nombre cliente|nombre del cliente|nombre titular|nombre del titular|nombre deudor|razon social|"
            + "full name|customer name|client name|=cliente|=titular|=deudor|=asegurado|=tomador|=abonado|=customer|=socio|=empresa|=company|company name")),
        (new(CustomerPart.Name, FieldType.Text, 0), Split(
            "=nombre|=nombres|=name|apellido|apellidos|first name|last name|surname|given name|family name|firstname|lastname|=nombre de pila|middle name")),
        (new(CustomerPart.None, FieldType.Text, 1), Split("expediente|exp|caso|case|ticket|incidencia|gestion|n gestion|case id|ticket id")),
        (new(CustomerPart.None, FieldType.Text, 2), Split("referencia|ref|reference|n factura|numero factura|numero de factura|factura|invoice|n pedido|pedido|order|invoice number|order number|recibo|siniestro|claim")),
        (new(CustomerPart.None, FieldType.Text, 3), Split("id|identificador|uuid|guid|=codigo|=code|clave|key")),
        (new(CustomerPart.None, FieldType.Text, 4), Split("contrato|contract|poliza|policy|n contrato|prestamo|loan|=cups")),
        (new(CustomerPart.None, FieldType.Text, 5), Split("=n|=no|=num|=numero|=number")),
    ];

    public static HeaderWords Of(string label)
    {
        var words = Words(label);
        foreach (var (means, phrases) in Entries)
        {
            foreach (var phrase in phrases)
            {
                if (phrase[0] == '=' ? words.AsSpan().Trim().SequenceEqual(phrase.AsSpan(1)) : words.Contains(phrase, StringComparison.Ordinal))
                {
                    return means;
                }
            }
        }

        return Nothing;
    }

    /// <summary>Whether two labels are called the same, but for small words and how "number" is written: "N.º cliente" and "Número de cliente".</summary>
    public static bool Same(string label, string other) => Core(label) is { Length: > 0 } core ? core == Core(other) : TextFolding.Fold(label) == TextFolding.Fold(other);

    private static string Core(string label) => string.Join(' ', Words(label).Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Where(word => word is not ("de" or "del" or "la" or "el" or "los" or "las" or "of" or "the")).Select(word => word is "no" or "num" or "numero" or "number" ? "n" : word));

    /// <summary>" n de poliza " of "Nº de póliza": whole words are found with the spaces around them.</summary>
    private static string Words(string label)
    {
        var folded = TextFolding.Fold(label);
        return string.Create(folded.Length + 2, folded, static (target, text) =>
        {
            target.Fill(' ');
            for (var i = 0; i < text.Length; i++)
            {
                target[i + 1] = char.IsAsciiLetterOrDigit(text[i]) ? text[i] : ' ';
            }
        }).Replace("  ", " ", StringComparison.Ordinal);
    }

    private static string[] Split(string phrases) => Array.ConvertAll(phrases.Split('|'), phrase => phrase[0] == '=' ? phrase : $" {phrase} ");
}
