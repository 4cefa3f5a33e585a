using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Imports;

/// <summary>Which column fills which field, and what its values mean: told once, known the next time.</summary>
public sealed class MatchingTests
{
    private static readonly IReadOnlyList<FieldDefinition> Fields =
    [
        new("reference", "Referencia", FieldType.Text, true, [], CustomerPart.None, true),
        new("name", "Nombre", FieldType.Text, false, [], CustomerPart.Name, false),
        new("active", "En vigor", FieldType.YesNo, false, [], CustomerPart.None, false),
        new("branch", "Ramo", FieldType.Choice, false, ["Hogar", "Auto"], CustomerPart.None, false),
    ];

    private static readonly string[] Headings = ["Ref. interna", "Contacto", "Titular", "Situación", "Producto"];

    private static readonly object[][] Rows = [["A", "Eva", "Ana", "Alta", "HOG"], ["B", "Paz", "Luis", "Baja", "Auto"], ["C", "Sol", "Iker", "Alta", "desconocido"]];

    [Fact]
    public async Task What_was_matched_once_is_proposed_for_the_next_workbook_with_the_same_headings()
    {
        await using var workbench = await Workbench.Start();
        var (company, queue, boss) = await Found(workbench);
        var open = await Open(workbench, company, queue, boss, Headings);
        Assert.Null(open.KnownAt);
        await Company.As(workbench, boss, async s =>
        {
            var imports = s.GetRequiredService<QueueImports>();
            open = await imports.Choose(open, Fields[0], 0);
            open = await imports.Choose(open, Fields[1], 2);
            open = await imports.Choose(open, Fields[2], 3);
            open = await imports.Choose(open, Fields[3], 4);
            Assert.Equal([("Alta", 2), ("Baja", 1)], open.Strange["active"].Select(v => (v.Text, v.Rows)));
            Assert.Equal([("HOG", 1), ("desconocido", 1)], open.Strange["branch"].Select(v => (v.Text, v.Rows)));
            open.Match.Values["active"] = new() { ["alta"] = "true", ["baja"] = "false" };
            open.Match.Values["branch"] = new() { ["hog"] = "Hogar" };
            await imports.Start(open);
        });
        ImportBatch batch = null!;
        await Patience.Until(async () =>
        {
            await company.Write(async db => batch = await db.ImportBatches.AsNoTracking().SingleAsync(b => b.Id == open.Upload.Id));
            return batch.State == ImportState.Checked;
        });
        // What nobody said the meaning of is refused, not guessed.
        Assert.Equal((2, 1), (batch.Accepted, batch.Rejected));
        await Company.As(workbench, boss, s => s.GetRequiredService<ConfirmImport>().Run(batch.Id));
        await company.Write(async db => Assert.Equal([("true", "Hogar"), ("false", "Auto")], (await db.WorkItems.OrderBy(i => i.ExternalKey).Select(i => i.Fields).ToListAsync()).Select(f => (f["active"], f["branch"]))));

        var again = await Open(workbench, company, queue, boss, Headings);
        Assert.NotNull(again.KnownAt);
        Assert.Equal(open.Match.Columns, again.Match.Columns);
        Assert.Equal("Hogar", again.Match.Values["branch"]["hog"]);

        // Other headings, and another queue, are another matter.
        Assert.Null((await Open(workbench, company, queue, boss, ["Ref. interna", "Contacto", "Titular", "Estado", "Producto"])).KnownAt);
        Assert.Null((await Open(workbench, company, await company.Queue("Bajas", fields: Fields), boss, Headings)).KnownAt);
    }

    [Fact]
    public async Task A_field_left_out_stays_out_and_one_that_is_new_since_is_guessed()
    {
        await using var workbench = await Workbench.Start();
        var (company, queue, boss) = await Found(workbench);
        string[] headings = ["Referencia", "Nombre", "Titular", "En vigor", "Ramo"];
        await Company.As(workbench, boss, async s =>
        {
            var open = await Open(s, company, queue, headings);
            Assert.Equal(1, open.Match.Columns["name"]);
            open = await s.GetRequiredService<QueueImports>().Choose(open, Fields[1], null);
            open.Match.Values["branch"] = new() { ["hog"] = "Auto" };
            await s.GetRequiredService<QueueImports>().Start(open);
        });
        await company.Write(async db => (await db.Queues.SingleAsync(q => q.Id == queue.Id)).Fields =
            [.. Fields.Take(3), Fields[3] with { Choices = ["Hogar"] }, new("holder", "Titular", FieldType.Text, false, [], CustomerPart.None, false)]);

        var again = await Open(workbench, company, queue, boss, headings);
        Assert.Equal(new() { ["reference"] = 0, ["active"] = 3, ["branch"] = 4, ["holder"] = 2 }, again.Match.Columns);
        // A choice that is gone means nothing any more.
        Assert.Empty(again.Match.Values["branch"]);
    }

    private static async Task<(Company Company, Queue Queue, long Boss)> Found(Workbench workbench)
    {
        var company = await Company.Add(workbench, "Iberluz", "IBL");
        return (company, await company.Queue("Altas", fields: Fields), (await Company.Person(workbench, "Marta", "marta@bpo.example", (company.Id, Role.Supervisor))).Id);
    }

    private static async Task<OpenMatch> Open(Workbench workbench, Company company, Queue queue, long person, string[] headings)
    {
        OpenMatch? open = null;
        await Company.As(workbench, person, async s => open = await Open(s, company, queue, headings));
        return open!;
    }

    // As the page does it.
    private static async Task<OpenMatch> Open(IServiceProvider services, Company company, Queue queue, string[] headings)
    {
        var file = await services.GetRequiredService<FileStore>().Keep(company.Id, "altas.xlsx", "application/octet-stream", Workbook(headings), long.MaxValue);
        var imports = services.GetRequiredService<QueueImports>();
        var (open, refused) = await imports.Open((await imports.Target(queue.Id))!, await imports.Begin(file.Id), CancellationToken.None);
        Assert.Null(refused);
        return open!;
    }

    private static MemoryStream Workbook(string[] headings)
    {
        using var book = new XLWorkbook();
        var sheet = book.AddWorksheet("Hoja1");
        foreach (var (row, number) in Rows.Prepend(headings).Select((row, number) => (row, number)))
        {
            for (var column = 0; column < row.Length; column++)
            {
                sheet.Cell(number + 1, column + 1).Value = row[column];
            }
        }

        var content = new MemoryStream();
        book.SaveAs(content);
        content.Position = 0;
        return content;
    }
}
