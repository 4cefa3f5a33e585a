using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>The companies and people of the demonstration. None of them exists.</summary>
internal static class Cast
{
    public sealed record Company(string Code, string Name, string Colour, string TaxNumber, string Signature);

    /// <param name="Slug">The name of their door: each has a host of their own, so that several live in one browser.</param>
    /// <param name="Clients">Whose work they see; empty for all.</param>
    /// <param name="Skill">What they can do that not everybody can.</param>
    public sealed record Actor(string Slug, string Name, Role Role, string Team, string[] Clients, bool FirstDoor = false, string? Skill = null, int Level = 0)
    {
        public string Email => $"{Slug}@demo.example";
    }

    public static readonly Company[] Companies =
    [
        new("IBER", "Iberluz Energía", "#d1620f", "A58818501", "Iberluz Energía · Atención al cliente · 900 000 101"),
        new("SEGN", "SegurNorte Seguros", "#0b8f86", "A79031290", "SegurNorte Seguros · Su tranquilidad, nuestro oficio"),
        new("TELC", "Telcom Móvil", "#9a5bd0", "B64717838", "Telcom Móvil · Servicio de líneas"),
        new("MERC", "Mercadia Tienda en Línea", "#2f6fde", "B83891812", "Mercadia · Compras sin vueltas"),
    ];

    public const string North = "Energía y seguros";
    public const string East = "Telecomunicaciones y tienda";

    private static readonly string[] NorthClients = ["IBER", "SEGN"];
    private static readonly string[] EastClients = ["TELC", "MERC"];

    public static readonly Actor[] Actors =
    [
        new("supervisor", "Javier Roldán Prieto", Role.Supervisor, North, NorthClients, FirstDoor: true),
        new("agente", "Lucía Ferrer Campos", Role.Agent, North, NorthClients, FirstDoor: true, Skill: "Peritaje", Level: 3),
        new("cliente", "Elena Montero Vega", Role.PortalAdministrator, "", ["IBER"], FirstDoor: true),
        new("administracion", "Marta Ibáñez Sola", Role.Administrator, "", [], FirstDoor: true),
        new("nuria", "Nuria Castells Vidal", Role.Supervisor, East, EastClients),
        new("diego", "Diego Salas Rubio", Role.Agent, North, NorthClients, Skill: "Peritaje", Level: 2),
        new("ainhoa", "Ainhoa Etxeberria Lasa", Role.Agent, North, NorthClients),
        new("pablo", "Pablo Quintero Mesa", Role.Agent, North, NorthClients),
        new("carmen", "Carmen Vidal Soto", Role.Agent, East, EastClients, Skill: "Retención de clientes", Level: 3),
        new("ruben", "Rubén Navas Gil", Role.Agent, East, EastClients),
        new("laia", "Laia Puig Serra", Role.Agent, East, EastClients, Skill: "Retención de clientes", Level: 2),
        new("oscar", "Óscar Benítez Luna", Role.Agent, East, EastClients),
        new("segurnorte", "Iñaki Goñi Arana", Role.PortalReader, "", ["SEGN"]),
        new("telcom", "Patricia León Cano", Role.PortalUploader, "", ["TELC"]),
        new("mercadia", "Álvaro Nieto Paz", Role.PortalApprover, "", ["MERC"]),
    ];

    /// <summary>Agents the simulation plays; the agent of the first door is left to the visitor.</summary>
    public static IEnumerable<Actor> Simulated => Actors.Where(a => a is { Role: Role.Agent, FirstDoor: false });
}
