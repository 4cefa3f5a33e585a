using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.People;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests.Features.People;

/// <summary>People by workbook: what is right is invited, what is wrong is told by row.</summary>
public sealed class PeopleImportTests
{
    private const string Sheet = """
        Personas del centro;;;;
        Nombre;Correo electrónico;Rol;Equipo;Empresas cliente
        Nuria Vidal;nuria@centro.es;Agente;Norte;"IBL; Tienda Azul, S.A."
        ;sin-nombre@centro.es;Agente;;IBL
        Íñigo Núñez;no-es-correo;Agente;;IBL
        Óscar Peña;ADA@centro.es;Agente;;IBL
        Lucía Sanz;lucia@centro.es;Jefa;;IBL
        Joan Miró;joan@centro.es;Agente;;Desconocida
        Begoña Etxeberria;begona@centro.es;SUPERVISORA;Norte;tienda azul, s.a.
        Otra Nuria;Nuria@Centro.es;Agente;;IBL
        Sin Empresa;sin@centro.es;Agente;;
        Blas Gil;blas@centro.es;Administrador;;
        """;

    [Fact]
    public async Task Rows_are_checked_one_by_one_and_the_right_ones_invited()
    {
        await using var workbench = await Workbench.Start();
        var iberluz = await Company.Add(workbench, "Iberluz", "IBL");
        var shop = await Company.Add(workbench, "Tienda Azul, S.A.", "TAZ");
        var admin = await Company.Person(workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        await Company.As(workbench, admin.Id, async s =>
        {
            var lines = await s.Get<PeopleImport>().Check(Read(Sheet), "es");
            Assert.Equal(
                [null, "person.name", "person.email", "person.email-taken", "people.unknown-role", "people.unknown-client", null, "people.twice", "person.needs-client", null],
                lines.Select(line => line.Fault?.Code));
            Assert.Equal(3, lines[0].Line.Number);
            var ways = await s.Get<InvitePeople>().Run([.. lines.Select(line => line.Invitation).OfType<Invitation>()], "http://here/");
            Assert.All(ways, way => Assert.StartsWith("http://here/account/invitation?person=", way.Link, StringComparison.Ordinal));

            var north = Assert.Single((await s.Get<TeamList>().Read()).Teams);
            Assert.Equal(("Norte", "Begoña Etxeberria", "Nuria Vidal"), (north.Name, north.Supervisor, Assert.Single(north.Members).Name));
        });
        await Company.AsSystem(workbench, async db =>
        {
            var grants = await db.Grants.Where(g => g.Person!.Email == "nuria@centro.es").Select(g => g.ClientId).ToListAsync();
            Assert.Equal([iberluz.Id, shop.Id], [.. grants.Select(c => c!.Value).Order()]);
            Assert.True(await db.Grants.AnyAsync(g => g.Person!.Email == "blas@centro.es" && g.ClientId == null));
        });
    }

    [Fact]
    public void A_workbook_without_the_columns_or_with_too_many_rows_is_refused()
    {
        Assert.Equal("people.sheet-columns", Assert.Throws<Refusal>(() => Read("Nombre;Correo\nAna;ana@centro.es")).Code);
        var many = new StringBuilder("Nombre;Correo;Rol\n");
        for (var i = 0; i <= PeopleSheet.MostRows; i++)
        {
            many.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"P{i};p{i}@centro.es;Agente");
        }

        Assert.Equal("people.sheet-rows", Assert.Throws<Refusal>(() => Read(many.ToString())).Code);
    }

    [Fact]
    public void What_was_sent_in_is_only_for_whoever_sent_it()
    {
        var uploads = new UploadedPeople(TimeProvider.System);
        var ticket = uploads.Put(1, []);
        Assert.Throws<Refusal>(() => uploads.Take(2, ticket));
        var own = uploads.Put(1, [new(2, "Ana", "", "", "", "")]);
        Assert.Single(uploads.Take(1, own));
        Assert.Throws<Refusal>(() => uploads.Take(1, own));
    }

    private static List<PersonLine> Read(string text) => PeopleSheet.Read(new MemoryStream(Encoding.UTF8.GetBytes(text)), "personas.csv");
}
