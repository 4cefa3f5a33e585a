using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.People;

/// <summary>One row as it stands in the workbook.</summary>
public sealed record PersonLine(int Number, string Name, string Email, string Role, string Team, string Clients);

/// <summary>Reads a workbook of people: name, email, role, team, clients.</summary>
public static class PeopleSheet
{
    public const int MostRows = 2_000;

    private static readonly string[][] Headings =
    [
        ["nombre", "nombre completo", "nombre y apellidos", "persona", "name", "full name"],
        ["correo", "correo electronico", "email", "e-mail", "mail"],
        ["rol", "perfil", "puesto", "role"],
        ["equipo", "team"],
        ["empresas", "empresa", "empresas cliente", "empresa cliente", "clientes", "cliente", "clients", "client"],
    ];

    private static readonly Dictionary<string, Role> RoleWords = new()
    {
        ["agente"] = Role.Agent,
        ["agent"] = Role.Agent,
        ["supervisor"] = Role.Supervisor,
        ["supervisora"] = Role.Supervisor,
        ["analista de calidad"] = Role.QualityAnalyst,
        ["calidad"] = Role.QualityAnalyst,
        ["quality analyst"] = Role.QualityAnalyst,
        ["administrador"] = Role.Administrator,
        ["administradora"] = Role.Administrator,
        ["administrator"] = Role.Administrator,
        ["lector"] = Role.PortalReader,
        ["lectora"] = Role.PortalReader,
        ["reader"] = Role.PortalReader,
        ["cargador"] = Role.PortalUploader,
        ["uploader"] = Role.PortalUploader,
        ["aprobador"] = Role.PortalApprover,
        ["aprobadora"] = Role.PortalApprover,
        ["approver"] = Role.PortalApprover,
        ["administrador del cliente"] = Role.PortalAdministrator,
        ["client administrator"] = Role.PortalAdministrator,
    };

    /// <exception cref="Refusal">people.sheet-columns; people.sheet-rows; and whatever makes the file unreadable.</exception>
    public static List<PersonLine> Read(Stream content, string name)
    {
        using var file = SheetFile.Open(content, name, new() { FileBytes = 10 << 20, InflatedBytes = 100 << 20, HeldBytes = 50 << 20 });
        var rows = file.Rows().Take(MostRows + 2).ToList();
        var heading = rows.FirstOrDefault(row => Columns(row) is [>= 0, >= 0, >= 0, ..]) ?? throw new Refusal("people.sheet-columns");
        var columns = Columns(heading);
        var lines = rows.Where(row => row.Number > heading.Number && row.Cells.Any(cell => !CellText.IsBlank(cell))).ToList();
        if (lines.Count > MostRows)
        {
            throw new Refusal("people.sheet-rows", MostRows);
        }

        return lines.ConvertAll(row => new PersonLine(row.Number, At(row, 0), At(row, 1), At(row, 2), At(row, 3), At(row, 4)));

        string At(SheetRow row, int field) => columns[field] < 0 ? "" : CellText.Of(row[columns[field]]);
    }

    public static Role? RoleOf(string text) => RoleWords.TryGetValue(TextFolding.Fold(text), out var role) ? role : null;

    // Where each of the five stands; -1 where it is missing.
    private static int[] Columns(SheetRow row) =>
        [.. Headings.Select(words => Array.FindIndex(row.Cells, cell => words.Contains(TextFolding.Fold(CellText.Of(cell)))))];
}
