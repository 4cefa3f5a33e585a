using System.Net;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Api;

/// <summary>What a client's own program can rely on that sends workbooks.</summary>
public sealed class ImportsApiTests : IAsyncLifetime
{
    private static readonly object?[][] Rows = [["A", "Ana", "12345678Z", "600000001", 10], ["B", "Luis", "12345678A", "600000002", 20], ["C", "Eva", null, "600000003", 30]];
    private ApiFloor _api = null!;

    public async Task InitializeAsync() => _api = await ApiFloor.Open();

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task A_workbook_goes_in_and_comes_back_with_its_errors_marked()
    {
        using var sent = await _api.Upload(Rows);
        var begun = await ApiFloor.Json(sent, HttpStatusCode.Accepted);
        var path = sent.Headers.Location!.OriginalString;
        Assert.Equal($"/api/v1/imports/{begun.GetProperty("id").GetInt64()}", path);

        var done = await Ended(path);
        Assert.Equal(("done", 3, 2, 0, 0, 1, "altas.xlsx"), (Word(done), Count(done, "rows"), Count(done, "accepted"), Count(done, "changed"), Count(done, "unchanged"), Count(done, "rejected"), done.GetProperty("fileName").GetString()));
        Assert.Equal(JsonValueKind.Null, done.GetProperty("error").ValueKind);
        var rejected = await _api.Get($"{path}/rejected");
        var line = Assert.Single(rejected.GetProperty("rows").EnumerateArray());
        Assert.Equal(3, line.GetProperty("row").GetInt32());
        var reason = Assert.Single(line.GetProperty("reasons").EnumerateArray());
        Assert.Equal(("NIF", "field.tax-number.check"), (reason.GetProperty("field").GetString(), reason.GetProperty("code").GetString()));
        Assert.Empty((await _api.Get($"{path}/rejected?after=3")).GetProperty("rows").EnumerateArray());

        Assert.Equal($"{path}/errors", done.GetProperty("errors").GetString());
        using var errors = await _api.Ask(HttpMethod.Get, $"{path}/errors");
        Assert.Equal("altas errors.xlsx", errors.Content.Headers.ContentDisposition?.FileNameStar);
        using var book = new XLWorkbook(await errors.Content.ReadAsStreamAsync());
        var sheet = book.Worksheet(1);
        Assert.Contains("12345678A", sheet.Row(3).Cells().Select(c => c.GetString()));
        Assert.True(sheet.Cell(3, 3).HasComment);

        // Mended and sent again, only what was wrong is looked at.
        sheet.Cell(3, 3).Value = "11111111H";
        var mended = new MemoryStream();
        book.SaveAs(mended);
        mended.Position = 0;
        var second = await Ended((await _api.Upload(mended)).Headers.Location!.OriginalString);
        Assert.Equal((1, 0), (Count(second, "accepted"), Count(second, "rejected")));
        await ImportTests.AssertFigures(_api.Workbench);

        // Should the file be lost, it is said as a problem, with a reference to ask by.
        File.Delete(Path.Combine(_api.Workbench.DataDirectory, "files", await _api.Floor.Read(db => db.Files.OrderBy(f => f.Id).Select(f => f.Path).FirstAsync())));
        Assert.Contains("reference", await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, $"{path}/errors"), HttpStatusCode.InternalServerError, "api.failed"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Columns_that_people_have_matched_once_are_matched_for_programs_too()
    {
        static MemoryStream Strange(string name) => new(Encoding.UTF8.GetBytes($"Código interno;Quién es;Otra\n{name}-1;Ana;x\n"));
        Assert.Equal("import.field-unmapped", (await ApiFloor.Json(await _api.Upload(Strange("A")), HttpStatusCode.UnprocessableEntity)).GetProperty("code").GetString());
        var boss = await Company.Person(_api.Workbench, "Eva", "eva@example.com", (_api.Floor.Company.Id, Role.Supervisor));
        await Company.As(_api.Workbench, boss.Id, async s =>
        {
            var file = await s.GetRequiredService<FileStore>().Keep(_api.Floor.Company.Id, "altas.csv", "text/csv", Strange("B"), long.MaxValue);
            var imports = s.GetRequiredService<QueueImports>();
            var (open, _) = await imports.Open((await imports.Target(_api.Floor.Queue.Id))!, await imports.Begin(file.Id), CancellationToken.None);
            await imports.Start(await imports.Choose(await imports.Choose(open!, ImportFloor.Fields[0], 0), ImportFloor.Fields[1], 1));
        });

        var done = await Ended((await _api.Upload(Strange("C"))).Headers.Location!.OriginalString);
        Assert.Equal((1, 0), (Count(done, "accepted"), Count(done, "rejected")));
    }

    [Fact]
    public async Task People_read_by_which_key_it_came()
    {
        var id = (await ApiFloor.Json(await _api.Upload(Rows), HttpStatusCode.Accepted)).GetProperty("id").GetInt64();
        await _api.Floor.Ended(id);
        ImportSheet? sheet = null;
        await Company.As(_api.Workbench, _api.House.Id, async services => sheet = await services.GetRequiredService<ImportDetails>().Find(id, default));
        Assert.Equal("ERP", sheet!.Key);

        var item = await _api.Floor.Read(db => db.WorkItems.Include(i => i.Events).OrderBy(i => i.Id).FirstAsync());
        Assert.Null(Assert.Single(item.Events).PersonId);
        Assert.Equal("ERP", Assert.Single(await _api.Floor.Read(db => ItemHistory.OfItem(db, item.Id, 10))).Person);
    }

    [Fact]
    public async Task A_workbook_that_names_what_is_not_to_be_done_ends_it()
    {
        await Ended((await _api.Upload(Rows)).Headers.Location!.OriginalString);
        var removed = await Ended((await _api.Upload([["A"], ["X"]], "remove")).Headers.Location!.OriginalString);
        Assert.Equal((1, 1), (Count(removed, "changed"), Count(removed, "rejected")));
        Assert.Equal(WorkState.Cancelled, await _api.Floor.Read(db => db.WorkItems.Where(i => i.ExternalKey == "A").Select(i => i.State).SingleAsync()));
        await ApiFloor.Problem(await _api.Upload([["A"]], "forget"), HttpStatusCode.BadRequest, "api.purpose");
    }

    [Fact]
    public async Task What_cannot_go_in_is_refused_at_once_and_leaves_nothing_under_way()
    {
        await Ended((await _api.Upload(ImportFloor.Workbook(Rows))).Headers.Location!.OriginalString);
        var stored = await _api.Floor.Read(db => db.Files.Select(f => f.Path).SingleAsync());
        using var again = File.OpenRead(Path.Combine(_api.Workbench.DataDirectory, "files", stored));
        await ApiFloor.Problem(await _api.Upload(again), HttpStatusCode.Conflict, "import.same-file");

        using var other = new XLWorkbook();
        other.AddWorksheet("Otra").Cell(1, 1).InsertData(new[] { ("Color", "Peso"), ("rojo", "mucho"), ("azul", "poco") });
        var content = new MemoryStream();
        other.SaveAs(content);
        Assert.Equal("Referencia must have a column.", await ApiFloor.Problem(await _api.Upload(new MemoryStream(content.ToArray())), HttpStatusCode.UnprocessableEntity, "import.field-unmapped"));
        Assert.Equal("Referencia debe tener una columna.", await ApiFloor.Problem(await _api.Upload(new MemoryStream(content.ToArray()), language: "es"), HttpStatusCode.UnprocessableEntity, "import.field-unmapped"));

        using var none = await _api.Upload(new MemoryStream([0, 1, 2, 3]));
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (none.StatusCode, none.Content.Headers.ContentType?.MediaType));
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, _api.Imports, content: new StringContent("{}", null, "application/json")), HttpStatusCode.UnsupportedMediaType, "api.media-type");
        Assert.Equal([ImportState.Published, ImportState.Cancelled], await _api.Floor.Read(db => db.ImportBatches.OrderBy(b => b.Id).Select(b => b.State).ToListAsync()));

        await _api.Floor.Company.Write(async db => (await db.Queues.SingleAsync()).Close());
        await ApiFloor.Problem(await _api.Upload(Rows), HttpStatusCode.NotFound, "queue.closed");
    }

    [Fact]
    public async Task What_people_bring_is_none_of_a_program()
    {
        var id = await _api.Floor.Start([.. Rows]);
        await _api.Floor.Ended(id);
        foreach (var path in new[] { $"/api/v1/imports/{id}", $"/api/v1/imports/{id}/rejected", $"/api/v1/imports/{id}/errors" })
        {
            await ApiFloor.Problem(await _api.Ask(HttpMethod.Get, path), HttpStatusCode.NotFound, "import.unknown");
        }
    }

    [Fact]
    public async Task A_program_reads_what_its_queues_ask_for()
    {
        await _api.Floor.Company.Write(async db => (await db.Queues.SingleAsync()).Fields =
            [.. ImportFloor.Fields, new FieldDefinition("kind", "Tipo", FieldType.Choice, false, ["Alta", "Baja"], CustomerPart.None, false)]);
        var queue = Assert.Single((await _api.Get("/api/v1/queues")).EnumerateArray());
        Assert.Equal((_api.Floor.Queue.Id, "Altas", "task"), (queue.GetProperty("id").GetInt64(), queue.GetProperty("name").GetString(), queue.GetProperty("kind").GetString()));
        Assert.Equal(["reference:text", "name:text", "nif:tax-number", "phone:phone", "amount:money", "kind:choice"],
            queue.GetProperty("fields").EnumerateArray().Select(f => $"{f.GetProperty("code")}:{f.GetProperty("type")}"));
        var (first, last) = (queue.GetProperty("fields")[0], queue.GetProperty("fields")[5]);
        Assert.Equal((true, true, "Referencia"), (first.GetProperty("required").GetBoolean(), first.GetProperty("key").GetBoolean(), first.GetProperty("label").GetString()));
        Assert.Equal(["Alta", "Baja"], last.GetProperty("choices").EnumerateArray().Select(c => c.GetString()));
    }

    private async Task<JsonElement> Ended(string path)
    {
        var now = default(JsonElement);
        await Patience.Until(async () => Word(now = await _api.Get(path)) is not ("reading" or "finishing"), () => $"Still {now}");
        return now;
    }

    private static string? Word(JsonElement import) => import.GetProperty("state").GetString();

    private static int Count(JsonElement import, string what) => import.GetProperty(what).GetInt32();
}
