using System.Net;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using ClosedXML.Excel;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Export;

/// <summary>Lists as files: what the page shows under its filters, all pages of it, and nobody else's.</summary>
public sealed class DownloadTests(TwoCompanies companies) : IClassFixture<TwoCompanies>
{
    private sealed record Case(Func<TwoCompanies, Person> Reader, Func<WalledCompany, string> Address, Func<WalledCompany, string> Shown, Func<WalledCompany, string>? Filtered);

    /// <summary>Who reads it, what they ask for, what they see, and what the filter leaves out.</summary>
    private static readonly Dictionary<string, Case> Lists = new()
    {
        ["queues"] = new(c => c.One.Supervisor, of => $"/queues/export?q=otra+cola&client={of.Id}", of => $"Otra cola {of.Marker}", of => $"\nCola {of.Marker}"),
        ["campaigns"] = new(c => c.One.Supervisor, of => $"/campaigns/export?client={of.Id}&state=Open", of => $"Cola {of.Marker}", of => $"Otra cola {of.Marker}"),
        ["closed campaigns"] = new(c => c.One.Supervisor, of => $"/campaigns/export?client={of.Id}&state=Paused", of => "", of => $"Cola {of.Marker}"),
        ["clients"] = new(c => c.House, of => $"/clients/export?q={of.Marker}&status=active", of => $"Compañía {of.Marker}", null),
        ["inactive clients"] = new(c => c.House, of => $"/clients/export?q={of.Marker}&status=inactive", of => "", of => $"Compañía {of.Marker}"),
        ["people"] = new(c => c.One.Administrator, of => $"/people/export?role=Supervisor&client={of.Id}", of => $"{of.Marker} supervisora", of => $"{of.Marker} agente"),
        ["portal people"] = new(c => c.One.PortalAdministrator, of => "/portal/people/export", of => $"{of.Marker} portal", of => $"{of.Marker} agente"),
        ["skills"] = new(c => c.One.Supervisor, _ => "/skills/export?q=agente", of => $"{of.Marker} agente", of => $"{of.Marker} supervisora"),
        ["blocks"] = new(c => c.One.Supervisor, _ => "/blocks/export", of => $"Cola {of.Marker}", null),
        ["calendars"] = new(c => c.One.Supervisor, of => $"/calendars/export?client={of.Id}", of => $"Horario {of.Marker}", null),
        ["keys of a client"] = new(c => c.One.Administrator, of => $"/clients/{of.Id}/keys/export", of => $"Clave {of.Marker}", of => of.Key),
        ["imports"] = new(c => c.One.PortalAdministrator, of => $"/imports/export?client={of.Id}&state=Checked", of => $"Cola {of.Marker}", null),
        ["imports that failed"] = new(c => c.One.Supervisor, of => $"/imports/export?client={of.Id}&state=Failed", of => "", of => $"Cola {of.Marker}"),
        ["items"] = new(c => c.One.Supervisor, of => $"/items/export?client={of.Id}&state=done", of => $"Hecha-{of.Marker}", of => $"Lista-{of.Marker}"),
    };

    public static TheoryData<string> Cases { get; } = [.. Lists.Keys];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_list_is_downloaded_as_it_is_filtered(string list)
    {
        var asked = Lists[list];
        foreach (var format in new[] { "csv", "xlsx" })
        {
            var text = await Text(asked.Reader(companies), asked.Address(companies.One), format);

            Assert.Contains(asked.Shown(companies.One), text, StringComparison.Ordinal);
            Assert.DoesNotContain(companies.Other.Marker, text, StringComparison.OrdinalIgnoreCase);
            if (asked.Filtered is { } filtered)
            {
                Assert.DoesNotContain(filtered(companies.One), text, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("/people/teams/export", "Equipo ORNT4MRK")]
    [InlineData("/settings/keys/export", "Centralita ORNT4MRK")]
    [InlineData("/settings/outbox/export?state=Unsent", "Asunto ORNT4MRK")]
    public async Task What_is_of_the_house_goes_to_who_keeps_house_alone(string address, string shown)
    {
        Assert.Contains(shown, await Text(companies.House, address, "csv"), StringComparison.Ordinal);
        foreach (var (_, person) in companies.One.People)
        {
            using var caller = await Caller(person);
            using var answer = await caller.GetAsync(new Uri(address, UriKind.Relative));
            Assert.False(answer.IsSuccessStatusCode);
        }
    }

    [Fact]
    public async Task All_pages_of_a_list_are_in_the_file()
    {
        var now = companies.Workbench.Services.GetRequiredService<TimeProvider>().Now();
        await Company.AsSystem(companies.Workbench, async db =>
        {
            db.Outbox.AddRange(Enumerable.Range(0, 60).Select(i => new OutboxMessage(companies.One.Id, $"{i}@example.com", $"Larga {i}", "", null, now)));
            var people = Enumerable.Range(0, 60).Select(i => new Person { Name = $"Plantilla {i}", UserName = $"p{i}@example.com", Email = $"p{i}@example.com" }).ToList();
            db.Users.AddRange(people);
            await db.SaveChangesAsync();
            db.Grants.AddRange(people.Select(p => new Grant(p.Id, companies.One.Id, Role.Agent)));
            await db.SaveChangesAsync();
        });

        foreach (var (address, name) in new[] { ("/settings/outbox/export?page=2", "Larga"), ("/people/export?q=plantilla&page=2", "Plantilla"), ("/skills/export?q=plantilla", "Plantilla") })
        {
            Assert.Equal(60, (await Text(companies.House, address, "csv")).Split('\n').Count(line => line.Contains(name, StringComparison.Ordinal)));
        }
    }

    private async Task<string> Text(Person reader, string address, string format)
    {
        using var caller = await Caller(reader);
        using var answer = await caller.GetAsync(new Uri($"{address}{(address.Contains('?', StringComparison.Ordinal) ? '&' : '?')}format={format}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.EndsWith($".{format}", answer.Content.Headers.ContentDisposition!.FileNameStar, StringComparison.Ordinal);
        if (format == "csv")
        {
            return await answer.Content.ReadAsStringAsync();
        }

        using var book = new XLWorkbook(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()));
        var sheet = book.Worksheet(1);
        Assert.Equal(1, sheet.SheetView.SplitRow);
        return string.Join('\n', sheet.RowsUsed().Select(row => string.Join(';', row.CellsUsed().Select(cell => $"{cell.Value}"))));
    }

    private async Task<HttpClient> Caller(Person person)
    {
        var client = companies.Workbench.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", (await Company.Cookie(companies.Workbench, person)).ToString());
        return client;
    }
}
