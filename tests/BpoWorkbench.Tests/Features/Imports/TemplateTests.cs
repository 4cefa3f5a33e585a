using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Imports;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Imports.Marking;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Imports;

/// <summary>The workbook with the fields of a queue that is downloaded, filled in and uploaded again.</summary>
public sealed class TemplateTests : IAsyncLifetime
{
    private static readonly string[] Provinces = [.. Enumerable.Range(1, 60).Select(i => $"Provincia, la número {i}")];

    private static readonly FieldDefinition[] Fields =
    [
        new("ref", "Referencia", FieldType.Text, true, [], CustomerPart.None, true),
        new("nombre", "Nombre y apellidos", FieldType.Text, true, [], CustomerPart.Name, false),
        new("nif", "NIF", FieldType.TaxNumber, false, [], CustomerPart.TaxNumber, false),
        new("iban", "Cuenta de cargo", FieldType.Iban, false, [], CustomerPart.None, false),
        new("tel", "Teléfono", FieldType.Phone, false, [], CustomerPart.Phone, false),
        new("correo", "Correo", FieldType.Email, false, [], CustomerPart.Email, false),
        new("cp", "C.P.", FieldType.PostalCode, false, [], CustomerPart.PostalCode, false),
        new("cuotas", "Cuotas", FieldType.Whole, true, [], CustomerPart.None, false),
        new("importe", "Importe", FieldType.Money, false, [], CustomerPart.None, false),
        new("alta", "Fecha de alta", FieldType.Date, false, [], CustomerPart.None, false),
        new("firmado", "Firmado", FieldType.YesNo, true, [], CustomerPart.None, false),
        new("tarifa", "Tarifa", FieldType.Choice, false, ["2.0TD", "3.0TD"], CustomerPart.None, false),
        new("provincia", "Provincia", FieldType.Choice, false, Provinces, CustomerPart.None, false),
        new("nota", "Observaciones", FieldType.Text, false, [], CustomerPart.None, false),
        new("via", "Dirección", FieldType.Text, false, [], CustomerPart.Address, false),
        new("ciudad", "Población", FieldType.Text, false, [], CustomerPart.City, false),
        new("idioma", "Idioma", FieldType.Text, false, [], CustomerPart.Language, false),
        new("cliente", "Cliente", FieldType.Text, false, [], CustomerPart.Key, false),
    ];

    private Workbench _workbench = null!;
    private Company _company = null!;
    private Queue _queue = null!;
    private Person _supervisor = null!;
    private HttpClient _caller = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start();
        _company = await Company.Add(_workbench, "Iberluz", "IBL");
        _queue = await _company.Queue("Altas: bienvenida/2026", fields: Fields);
        _supervisor = await Company.Person(_workbench, "Sara", "sara@example.com", (_company.Id, Role.Supervisor));
        _caller = _workbench.NewClient();
        _caller.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(_workbench, _supervisor)).ToString());
    }

    public async Task DisposeAsync()
    {
        _caller.Dispose();
        await _workbench.DisposeAsync();
    }

    [Theory]
    [InlineData("es")]
    [InlineData("en")]
    public async Task What_is_filled_into_a_template_comes_in_by_itself(string language)
    {
        using var book = await Template(language);
        var rows = book.Worksheet(1);
        var examples = book.Worksheet(2).RangeUsed().RowsUsed().Skip(1).ToDictionary(row => row.Cell(1).GetString(), row => row.Cell(5).GetString());
        for (var i = 0; i < Fields.Length; i++)
        {
            Type(rows.Cell(2, i + 1), Fields[i].Type, examples[Fields[i].Label], language);
        }

        rows.Cell(3, 1).SetValue("00007");
        rows.Cell(3, 2).SetValue("=1+1");
        rows.Cell(3, 7).SetValue("01001");
        rows.Cell(3, 8).Value = 3;
        rows.Cell(3, 11).SetValue("No");
        rows.Cell(3, 13).SetValue(Provinces[59]);

        var open = await Open(book);

        Assert.Equal(0, open.Look.Preview.Sheet);
        Assert.Equal(Fields.Select((f, i) => (f.Code, i)), open.Match.Columns.OrderBy(c => c.Value).Select(c => (c.Key, c.Value)));
        Assert.Empty(open.Unused);
        var items = await Imported(open);
        Assert.Equal(["00007", "00123"], items.Select(i => i.ExternalKey).Order());
        var (first, second) = (items.Single(i => i.ExternalKey == "00123").Fields, items.Single(i => i.ExternalKey == "00007").Fields);
        Assert.Equal(Fields.Length - 1, Fields.Count(f => !f.IsKey && first.ContainsKey(f.Code)));
        Assert.Equal(("123450", "2026-12-31", "true", "08001"), (first["importe"], first["alta"], first["firmado"], first["cp"]));
        Assert.Equal(("=1+1", "01001", "3", "false", Provinces[59]), (second["nombre"], second["cp"], second["cuotas"], second["firmado"], second["provincia"]));
    }

    [Fact]
    public async Task Excel_helps_to_fill_it_in()
    {
        using var book = await Template("es");
        var rows = book.Worksheet(1);

        Assert.Equal((1, 1), (rows.SheetView.SplitRow, rows.LastRowUsed().RowNumber()));
        Assert.Equal(Fields.Select(f => f.Label), rows.Row(1).CellsUsed().Select(c => c.GetString()));
        Assert.Equal("Ayuda", book.Worksheet(2).Name);
        Assert.All(Fields.Select((field, i) => (field, Column: i + 1)), at =>
        {
            var rule = rows.Cell(2, at.Column).DataValidation;
            Assert.Equal(at.field.Type switch
            {
                FieldType.YesNo or FieldType.Choice => XLAllowedValues.List,
                FieldType.Date => XLAllowedValues.Date,
                FieldType.Whole => XLAllowedValues.WholeNumber,
                FieldType.Money => XLAllowedValues.Decimal,
                _ => XLAllowedValues.AnyValue,
            }, rule.AllowedValues);
            Assert.InRange(rule.InputMessage.Length, 10, 255);
            Assert.Equal(at.field.Required, rule.InputMessage.StartsWith("Obligatorio.", StringComparison.Ordinal));
            Assert.Equal(at.field.Required, rows.Cell(1, at.Column).Style.Font.FontColor == XLColor.White);
            Assert.Equal(at.field.Type switch { FieldType.Date => "dd/mm/yyyy", FieldType.Money => "#,##0.00", FieldType.Whole => "0", _ => "@" }, rows.Column(at.Column).Style.NumberFormat.Format);
        });
        Assert.Equal("\"Sí,No\"", rows.Cell(10_000, 11).DataValidation.Value);
        Assert.Equal("\"2.0TD,3.0TD\"", rows.Cell(2, 12).DataValidation.Value);
        var lists = book.Worksheet(3);
        Assert.Equal($"'{lists.Name}'!$A$1:$A$60", rows.Cell(2, 13).DataValidation.Value);
        Assert.Equal(XLWorksheetVisibility.Hidden, lists.Visibility);
        Assert.Equal(Provinces, lists.Column(1).CellsUsed().Select(c => c.GetString()));
    }

    [Fact]
    public async Task An_empty_template_brings_no_help_in_as_work()
    {
        using var book = await Template("en");

        Assert.Equal(0, (await Open(book)).Look.Preview.Sheet);
    }

    private static void Type(IXLCell cell, FieldType type, string example, string language)
    {
        switch (type)
        {
            case FieldType.Whole: cell.Value = int.Parse(example, CultureInfo.InvariantCulture); break;
            case FieldType.Money: cell.Value = decimal.Parse(example, CultureInfo.GetCultureInfo(language)); break;
            case FieldType.Date: cell.Value = DateTime.ParseExact(example, "dd/MM/yyyy", CultureInfo.InvariantCulture); break;
            default: cell.SetValue(example); break;
        }
    }

    private async Task<XLWorkbook> Template(string language)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri($"/queues/{_queue.Id}/template", UriKind.Relative));
        request.Headers.AcceptLanguage.ParseAdd(language);
        using var answer = await _caller.SendAsync(request);
        Assert.Equal($"Altas-bienvenida-2026-{(language == "es" ? "plantilla" : "template")}.xlsx", answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition!.FileNameStar);
        var book = await answer.Content.ReadAsByteArrayAsync();
        Assert.Empty(Books.Faults(book));
        return new XLWorkbook(new MemoryStream(book));
    }

    private async Task<OpenMatch> Open(XLWorkbook book)
    {
        using var token = await _caller.GetAsync(new Uri("/antiforgery", UriKind.Relative));
        using var content = new MemoryStream();
        book.SaveAs(content);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/files/{_company.Id}", UriKind.Relative))
        {
            Content = new MultipartFormDataContent { { new ByteArrayContent(content.ToArray()), "file", "plantilla.xlsx" } },
        };
        request.Headers.Add("RequestVerificationToken", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("token").GetString());
        using var sent = await _caller.SendAsync(request);
        var file = (await sent.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetInt64();
        OpenMatch? open = null;
        await Company.As(_workbench, _supervisor.Id, async services =>
        {
            var imports = services.GetRequiredService<QueueImports>();
            open = (await imports.Open((await imports.Target(_queue.Id))!, await imports.Begin(file), default)).Match;
        });
        return open!;
    }

    private async Task<List<WorkItem>> Imported(OpenMatch open)
    {
        await Company.As(_workbench, _supervisor.Id, services => services.GetRequiredService<QueueImports>().Start(open));
        await Patience.Until(async () => await State() == ImportState.Checked);
        await Company.As(_workbench, _supervisor.Id, services => services.GetRequiredService<ConfirmImport>().Run(open.Upload.Id));
        await Patience.Until(async () => await State() == ImportState.Published);
        List<RejectedRow> rejected = [];
        List<WorkItem> items = [];
        await _company.Write(async db => (rejected, items) = (await db.RejectedRows.AsNoTracking().ToListAsync(), await db.WorkItems.AsNoTracking().ToListAsync()));
        Assert.Empty(rejected.SelectMany(r => r.Problems).Select(p => $"{p}"));
        return items;

        async Task<ImportState> State()
        {
            var state = ImportState.Uploaded;
            await _company.Write(async db => state = await db.ImportBatches.Where(b => b.Id == open.Upload.Id).Select(b => b.State).SingleAsync());
            return state;
        }
    }
}
