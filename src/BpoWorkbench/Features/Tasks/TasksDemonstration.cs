using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Demonstration;

namespace BpoWorkbench.Features.Tasks;

/// <summary>What the demonstration has of tasks: calls about documents, rates, orders and addresses.</summary>
internal static class TasksDemonstration
{
    private static readonly FieldDefinition[] Who =
    [
        Field("cliente", "N.º de cliente", customer: CustomerPart.Key),
        Field("nombre", "Nombre", customer: CustomerPart.Name),
        Field("nif", "NIF", FieldType.TaxNumber, CustomerPart.TaxNumber),
        Field("telefono", "Teléfono", FieldType.Phone, CustomerPart.Phone),
        Field("correo", "Correo electrónico", FieldType.Email, CustomerPart.Email),
    ];

    private static readonly FieldDefinition[] Where =
    [
        Field("direccion", "Dirección", customer: CustomerPart.Address),
        Field("cp", "Código postal", FieldType.PostalCode, CustomerPart.PostalCode),
        Field("poblacion", "Población", customer: CustomerPart.City),
    ];

    public static IEnumerable<DemonstrationQueue> Queues =>
    [
        Queue("IBER", "Contratos sin documentación", false, 24, "call", 18,
            "Buenos días, le llamo de Iberluz. Para activar su contrato nos falta un documento. ¿Puede enviárnoslo hoy?",
            [Field("contrato", "Contrato", key: true), .. Who, Choice("falta", "Documento que falta", "DNI", "Recibo bancario", "Boletín eléctrico", "Escritura"), Field("alta", "Fecha de alta", FieldType.Date)],
            (random, day) => [("contrato", $"IB-{random.Next(100000, 999999)}"), ("falta", Pick(random, "DNI", "Recibo bancario", "Boletín eléctrico", "Escritura")), ("alta", Day(day.AddDays(-random.Next(2, 20))))]),
        Queue("IBER", "Aviso de nueva tarifa 2027", true, 240, "call", 14,
            "Le informamos del cambio de tarifa a partir del 1 de enero. Explique el ahorro previsto y ofrezca el envío por correo.",
            [Field("cups", "CUPS", key: true), .. Who, Choice("tarifa", "Tarifa actual", "2.0TD", "3.0TD", "Plana 24 h"), Field("ahorro", "Ahorro anual previsto", FieldType.Money)],
            (random, _) => [("cups", $"ES0021{random.NextInt64(100000000000, 999999999999)}"), ("tarifa", Pick(random, "2.0TD", "3.0TD", "Plana 24 h")), ("ahorro", $"{random.Next(1200, 24000)}")]),
        Queue("SEGN", "Partes sin documentar", false, 16, "call", 15,
            "Pregunte por las fotografías y la factura de reparación. Sin ellas el parte se archiva a los treinta días.",
            [Field("parte", "N.º de parte", key: true), .. Who, Choice("ramo", "Ramo", "Hogar", "Auto", "Comunidades"), Field("ocurrido", "Fecha del siniestro", FieldType.Date), Field("estimado", "Importe estimado", FieldType.Money)],
            (random, day) => [("parte", $"{day:yy}{random.Next(1000000, 9999999)}"), ("ramo", Pick(random, "Hogar", "Auto", "Comunidades")), ("ocurrido", Day(day.AddDays(-random.Next(3, 28)))), ("estimado", $"{random.Next(9000, 480000)}")]) with { OfficeHours = true, Asks = new("Peritaje", 2, 60, "ramo", "Comunidades") },
        Queue("SEGN", "Renovación de pólizas de hogar", true, 360, "call", 10,
            "La póliza vence el mes próximo. Confirme los datos de la vivienda y la forma de pago.",
            [Field("poliza", "Póliza", key: true), .. Who, .. Where, Field("vence", "Vencimiento", FieldType.Date), Field("prima", "Prima anual", FieldType.Money), Field("mascota", "Tiene mascota", FieldType.YesNo)],
            (random, day) => [("poliza", $"H{random.Next(10000000, 99999999)}"), ("vence", Day(day.AddDays(random.Next(20, 60)))), ("prima", $"{random.Next(14000, 61000)}"), ("mascota", random.Next(3) == 0 ? "true" : "false")]),
        Queue("TELC", "Portabilidades con incidencia", false, 8, "call", 20,
            "El operador de origen ha rechazado la portabilidad. Confirme el titular y la línea antes de reenviarla.",
            [Field("solicitud", "Solicitud", key: true), .. Who, Field("linea", "Línea que se porta", FieldType.Phone), Choice("motivo", "Motivo del rechazo", "Titular no coincide", "ICC erróneo", "Permanencia", "Línea suspendida")],
            (random, _) => [("solicitud", $"P{random.Next(1000000, 9999999)}"), ("linea", $"+346{random.Next(10000000, 99999999)}"), ("motivo", Pick(random, "Titular no coincide", "ICC erróneo", "Permanencia", "Línea suspendida"))]) with { MorningsFirst = true, Asks = new("Retención de clientes", 2, 30, "motivo", "Permanencia") },
        Queue("TELC", "Revisión de direcciones de instalación", true, 240, "data", 12,
            "Compruebe en el callejero que la dirección existe y complete escalera, planta y puerta.",
            [Field("orden", "Orden", key: true), .. Who, .. Where, Field("planta", "Planta y puerta")],
            (random, _) => [("orden", $"OT{random.Next(100000, 999999)}"), ("planta", Pick(random, "", "3.º B", "bajo", "1.º izda.", "Ático 2"))]),
        Queue("MERC", "Pedidos no entregados", false, 4, "call", 22,
            "Pida disculpas por el retraso. Acuerde nueva fecha de entrega o punto de recogida.",
            [Field("pedido", "Pedido", key: true), .. Who, .. Where, Field("importe", "Importe", FieldType.Money), Choice("transportista", "Transportista", "Norte Exprés", "Rayo", "Mensajería del Sur"), Field("intentos", "Intentos de entrega", FieldType.Whole)],
            (random, _) => [("pedido", $"MC{random.Next(10000000, 99999999)}"), ("importe", $"{random.Next(990, 38900)}"), ("transportista", Pick(random, "Norte Exprés", "Rayo", "Mensajería del Sur")), ("intentos", $"{random.Next(1, 4)}")]) with { Push = true, Priorities = [new(PriorityTest.Field, Band.High, "intentos", Comparison.AtLeast, "3")] },
        Queue("MERC", "Devoluciones sin etiqueta", false, 24, "internal", 11,
            "Genere la etiqueta en la intranet de Mercadia y anote su número.",
            [Field("devolucion", "Devolución", key: true), .. Who, Field("articulo", "Artículo"), Field("solicitada", "Solicitada el", FieldType.Date)],
            (random, day) => [("devolucion", $"D{random.Next(1000000, 9999999)}"), ("articulo", Pick(random, "Zapatillas de montaña", "Cafetera italiana", "Lámpara de pie", "Auriculares", "Manta de lana")), ("solicitada", Day(day))]),
    ];

    private static DemonstrationQueue Queue(string client, string name, bool campaign, int hours, string template, int perDay, string script,
        FieldDefinition[] fields, Func<Random, DateOnly, (string Code, string Value)[]> own) =>
        new(client, TasksFeature.Kind, name, campaign, TimeSpan.FromHours(hours), template, script, perDay, fields, (random, customer, day) =>
        {
            var values = own(random, day).Where(v => v.Value.Length > 0).ToDictionary(v => v.Code, v => v.Value);
            foreach (var (code, value) in new[]
            {
                ("cliente", customer.Key), ("nombre", customer.Name), ("nif", customer.TaxNumber), ("telefono", customer.Phone), ("correo", customer.Email),
                ("direccion", customer.Address), ("cp", customer.PostalCode), ("poblacion", customer.City),
            })
            {
                if (fields.Any(f => f.Code == code))
                {
                    values[code] = value;
                }
            }

            return values;
        });

    private static FieldDefinition Field(string code, string label, FieldType type = FieldType.Text, CustomerPart customer = CustomerPart.None, bool key = false) =>
        new(code, label, type, key, [], customer, key);

    private static FieldDefinition Choice(string code, string label, params string[] choices) => new(code, label, FieldType.Choice, false, choices, CustomerPart.None, false);

    private static string Pick(Random random, params string[] of) => of[random.Next(of.Length)];

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
