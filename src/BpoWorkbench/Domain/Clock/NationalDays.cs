namespace BpoWorkbench.Domain.Clock;

/// <summary>A year's public holidays of all Spain, and where they were read.</summary>
public sealed record HolidayYear(int Year, string Source, string Url, IReadOnlyList<Holiday> Days);

/// <summary>A public holiday, called as the Spanish state calls it.</summary>
public sealed record Holiday(DateOnly Date, string Name);

/// <summary>
/// The working-day holidays common to all of Spain, year by year. Each autonomous community adds its own and each town two more.
/// Data, not law: a year counts as unverified until a person has compared it with its source.
/// </summary>
public static class NationalDays
{
    private const string Decree = "Real Decreto 2001/1983, art. 45";

    public static readonly IReadOnlyList<HolidayYear> Spain =
    [
        new(2025, "Resolución de 15 de octubre de 2024, de la Dirección General de Trabajo (BOE-A-2024-21316)", "https://www.boe.es/buscar/doc.php?id=BOE-A-2024-21316",
        [
            NewYear(2025), Epiphany(2025), GoodFriday(2025, 4, 18), Labour(2025), Assumption(2025), AllSaints(2025), Constitution(2025), Conception(2025), Christmas(2025),
        ]),
        new(2026, "Resolución de 17 de octubre de 2025, de la Dirección General de Trabajo (BOE-A-2025-21667)", "https://www.boe.es/buscar/doc.php?id=BOE-A-2025-21667",
        [
            NewYear(2026), Epiphany(2026), GoodFriday(2026, 4, 3), Labour(2026), Assumption(2026), National(2026), AllSaints(2026), Conception(2026), Christmas(2026),
        ]),
        // By the decree alone: those that fall on a Sunday, which communities may move, are as the decree has them.
        new(2027, Decree, "https://www.boe.es/buscar/act.php?id=BOE-A-1983-20245",
        [
            NewYear(2027), Epiphany(2027), GoodFriday(2027, 3, 26), Labour(2027), Assumption(2027), National(2027), AllSaints(2027), Constitution(2027), Conception(2027), Christmas(2027),
        ]),
    ];

    private static Holiday NewYear(int year) => new(new(year, 1, 1), "Año Nuevo");

    private static Holiday Epiphany(int year) => new(new(year, 1, 6), "Epifanía del Señor");

    private static Holiday GoodFriday(int year, int month, int day) => new(new(year, month, day), "Viernes Santo");

    private static Holiday Labour(int year) => new(new(year, 5, 1), "Fiesta del Trabajo");

    private static Holiday Assumption(int year) => new(new(year, 8, 15), "Asunción de la Virgen");

    private static Holiday National(int year) => new(new(year, 10, 12), "Fiesta Nacional de España");

    private static Holiday AllSaints(int year) => new(new(year, 11, 1), "Todos los Santos");

    private static Holiday Constitution(int year) => new(new(year, 12, 6), "Día de la Constitución Española");

    private static Holiday Conception(int year) => new(new(year, 12, 8), "Inmaculada Concepción");

    private static Holiday Christmas(int year) => new(new(year, 12, 25), "Natividad del Señor");
}
