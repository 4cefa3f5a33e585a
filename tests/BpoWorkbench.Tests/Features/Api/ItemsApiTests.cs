using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Api;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Api;

/// <summary>What a client's own program can rely on that sends items.</summary>
public sealed class ItemsApiTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private ApiFloor _api = null!;

    public async Task InitializeAsync() => _api = await ApiFloor.Open(_clock);

    public async Task DisposeAsync() => await _api.DisposeAsync();

    [Fact]
    public async Task Items_are_made_brought_up_to_date_or_rejected_each_by_itself()
    {
        var first = await Sent("1",
            new { reference = "A", name = "Ana", nif = "12345678Z", amount = 10.5 },
            new Dictionary<string, object> { ["Referencia"] = "B", ["Teléfono"] = "600000002", ["importe"] = "1.234,56" },
            new { reference = "C", nif = "12345678A", colour = "rojo", phone = new[] { "1" } },
            new { name = "Sin referencia" },
            new { });
        Assert.Equal(["created A", "created B", "rejected C", "rejected ", "rejected "], first.Select(Line));
        Assert.Equal([["colour api.field-unknown", "phone api.value", "nif field.tax-number.check"], ["reference field.required"], [" import.row-empty"]], first.Skip(2).Select(Problems));
        var items = await Items();
        Assert.Equal(["1050", "123456"], items.Select(i => i.Fields["amount"]));
        Assert.Equal(first.Take(2).Select(r => r.GetProperty("id").GetInt64()), items.Select(i => i.Id));
        Assert.All(items, i => Assert.Equal((_clock.GetUtcNow().UtcDateTime, (long?)null), (i.ReceivedAt, Assert.Single(i.Events).PersonId)));

        _clock.Advance(TimeSpan.FromMinutes(20));
        var second = await Sent("2",
            new { reference = "A", amount = 11 }, new { reference = "A", amount = 12 }, new { reference = "B", phone = (string?)null }, new { reference = "D" }, new { reference = "A" });
        Assert.Equal(["updated A", "rejected A", "updated B", "created D", "rejected A"], second.Select(Line));
        Assert.Equal(["reference import.key-twice"], Problems(second[1]));
        items = await Items();
        Assert.Equal(("Ana", "1100"), (items[0].Fields["name"], items[0].Fields["amount"]));
        Assert.DoesNotContain("phone", items[1].Fields.Keys);
        Assert.Equal("unchanged A", Line((await Sent("3", new { reference = "A", amount = 11 })).Single()));

        await _api.Floor.Company.Complete(items[0].Id, "OK", _api.House.Id, _clock.GetUtcNow().UtcDateTime);
        var third = await Sent("4", new { reference = "A", amount = 12 }, new { reference = "A", amount = 11 });
        Assert.Equal(["rejected A", "unchanged A"], third.Select(Line));
        Assert.Equal(["reference import.key-ended"], Problems(third[0]));
        await ImportTests.AssertFigures(_api.Workbench);
    }

    [Fact]
    public async Task What_came_is_shared_out_at_once_and_can_be_taken_back()
    {
        var agent = await Company.Person(_api.Workbench, "Eva", "eva@example.com", (_api.Floor.Company.Id, Role.Agent));
        await _api.Floor.Company.Write(async db => db.Add(QueueMember.Person(await db.Queues.SingleAsync(), agent.Id)));
        await Sent("1", new { reference = "A", name = "Ana", nif = "12345678Z" }, new { reference = "B", name = "Ana María", nif = "12345678Z", phone = "600000001" });
        await Sent("2", new { reference = "A", name = "Ana Ruiz", nif = "12345678Z" });
        // However often it is called, people look at no more lanes.
        Assert.Equal(1, await _api.Floor.Read(db => db.Lanes.CountAsync()));
        var customer = await _api.Floor.Read(db => db.Customers.SingleAsync());
        Assert.Equal(("Ana Ruiz", "+34600000001"), (customer.Name, customer.Phones.Single()));

        long? taken = null;
        await Company.As(_api.Workbench, agent.Id, async services => taken = await services.GetRequiredService<NextItem>().Run());
        Assert.Equal((await Items())[0].Id, taken);
        var batches = await _api.Floor.Read(db => db.ImportBatches.OrderBy(b => b.Id).ToListAsync());
        Assert.Equal([(ImportState.Published, 2, 0), (ImportState.Published, 0, 1)], batches.Select(b => (b.State, b.Accepted, b.Changed)));
        var standing = await _api.Get($"/api/v1/imports/{batches[0].Id}");
        Assert.Equal(("done", 2, JsonValueKind.Null), (standing.GetProperty("state").GetString(), standing.GetProperty("accepted").GetInt32(), standing.GetProperty("errors").ValueKind));

        await Company.As(_api.Workbench, _api.House.Id, services => services.GetRequiredService<UndoImport>().Run(batches[0].Id));
        await _api.Floor.Carry(_api.Workbench);
        var undone = await _api.Floor.Batch(batches[0].Id);
        Assert.Equal((ImportState.Undone, 1), (undone.State, undone.Kept));
        Assert.Equal([WorkState.Claimed, WorkState.Cancelled], (await Items()).Select(i => i.State));
        await ImportTests.AssertFigures(_api.Workbench);
    }

    [Fact]
    public async Task Asked_again_it_is_answered_the_same_and_does_nothing()
    {
        var body = new { reference = "A", amount = 1 };
        var first = await (await _api.Send("once", body)).Content.ReadAsStringAsync();
        await Sent("other", new { reference = "A", amount = 2 });
        Assert.Equal(first, await (await _api.Send("once", body)).Content.ReadAsStringAsync());
        Assert.Equal("200", (await Items()).Single().Fields["amount"]);

        await ApiFloor.Problem(await _api.Send("once", new { reference = "A", amount = 3 }), HttpStatusCode.UnprocessableEntity, "api.key-reused");
        var second = await _api.Floor.Company.Queue("Bajas", fields: ImportFloor.Fields);
        using var elsewhere = JsonContent.Create(new { items = new[] { new { fields = body } } });
        await ApiFloor.Problem(await _api.Ask(HttpMethod.Post, $"/api/v1/queues/{second.Id}/items", content: elsewhere, idempotency: "once"), HttpStatusCode.UnprocessableEntity, "api.key-reused");

        // A request is forgotten when nobody can be repeating it any more.
        await Forget(ForgetRequests.Kept - TimeSpan.FromMinutes(1));
        Assert.Equal(first, await (await _api.Send("once", body)).Content.ReadAsStringAsync());
        await Forget(TimeSpan.FromMinutes(2));
        Assert.Equal("updated A", Line((await Sent("once", body)).Single()));
    }

    [Fact]
    public async Task Sent_twice_at_once_it_is_done_once()
    {
        for (var round = 0; round < 3; round++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 6).Select(async _ =>
                (await ApiFloor.Json(await _api.Send($"round {round}", new { reference = $"R{round}", nif = "12345678Z" }, new { name = "Sin clave", reference = $"S{round}" }))).GetRawText()));
            Assert.Single(answers.Distinct());
        }

        // Nor do two programs that speak of the same item and customer get in each other's way.
        var results = await Task.WhenAll(Enumerable.Range(0, 6).Select(async n => Line((await Sent($"other {n}", new { reference = "X", nif = "11111111H", amount = 5 })).Single())));
        Assert.Equal(["created X", .. Enumerable.Repeat("unchanged X", 5)], results.Order(StringComparer.Ordinal));
        Assert.Equal((7, 2), (await _api.Floor.Read(db => db.WorkItems.CountAsync()), await _api.Floor.Read(db => db.Customers.CountAsync(c => c.Key != null))));
        await ImportTests.AssertFigures(_api.Workbench);
    }

    [Fact]
    public async Task An_item_that_ends_in_that_moment_is_not_said_to_be_up_to_date()
    {
        ApiFloor api = null!;
        var ended = 0L;
        // Taken already, and not yet carried out: what is read then stands outside any transaction.
        var then = new AtStatement(() => api.Floor.Company.Complete(ended, "OK", api.House.Id, _clock.GetUtcNow().UtcDateTime).GetAwaiter().GetResult(),
            command => command.Transaction is null && command.CommandText.Contains("\"ImportBatch\"", StringComparison.Ordinal));
        await using (api = await ApiFloor.Open(_clock, then.Watch))
        {
            ended = (await ApiFloor.Json(await api.Send("1", new { reference = "A" }, new { reference = "B" }))).GetProperty("items")[0].GetProperty("id").GetInt64();
            then.Set(1);
            var sent = (object[])[new { reference = "A", amount = 1 }, new { reference = "B", amount = 1 }, new { reference = "C" }];
            var answer = await ApiFloor.Json(await api.Send("2", sent));
            Assert.Equal(["rejected A", "updated B", "created C"], answer.GetProperty("items").EnumerateArray().Select(Line));
            Assert.Equal([" import.key-ended"], Problems(answer.GetProperty("items")[0]));
            Assert.Equal(answer.GetRawText(), (await ApiFloor.Json(await api.Send("2", sent))).GetRawText());
            await ImportTests.AssertFigures(api.Workbench);
        }
    }

    [Fact]
    public async Task What_was_taken_is_carried_out_though_the_server_dies_then()
    {
        var then = new AtStatement(() => throw new InvalidOperationException("The machine stops."), command => command.Transaction is null && command.CommandText.Contains("\"ImportBatch\"", StringComparison.Ordinal));
        await using var api = await ApiFloor.Open(_clock, then.Watch);
        await ApiFloor.Json(await api.Send("1", new { reference = "A", name = "Ana", nif = "12345678Z" }));
        then.Set(1);
        var sent = (object[])[new { reference = "A", amount = 1 }, new { reference = "B", name = "Ana Ruiz", nif = "12345678Z" }];
        await ApiFloor.Problem(await api.Send("2", sent), HttpStatusCode.InternalServerError, "api.failed");
        Assert.Equal(["updated A", "created B"], (await ApiFloor.Json(await api.Send("2", sent))).GetProperty("items").EnumerateArray().Select(Line));

        await api.Floor.Carry(api.Workbench);
        Assert.Equal("100", await api.Floor.Read(async db => (await db.WorkItems.SingleAsync(i => i.ExternalKey == "A")).Fields["amount"]));
        Assert.Equal("Ana Ruiz", await api.Floor.Read(db => db.Customers.Select(c => c.Name).SingleAsync()));
        Assert.All(await api.Floor.Read(db => db.ImportBatches.ToListAsync()), b => Assert.Equal(ImportState.Published, b.State));
        await ImportTests.AssertFigures(api.Workbench);
    }

    [Fact]
    public async Task A_body_that_is_none_changes_nothing_and_can_be_sent_anew()
    {
        foreach (var (body, code) in new[]
        {
            ("", "api.body"), ("[]", "api.body"), ("{}", "api.body"), ("""{"items":null}""", "api.body"), ("""{"items":[null]}""", "api.body"), ("""{"items":[{}]}""", "api.body"),
            ("""{"items":[{"fields":{"reference":"A","reference":"B"}}]}""", "api.body"), ("""{"items":[]}""", "api.items-none"),
            ($$"""{"items":[{{string.Join(',', Enumerable.Repeat("""{"fields":{}}""", 501))}}]}""", "api.items-many"),
        })
        {
            await ApiFloor.Problem(await Post(body, "again"), HttpStatusCode.BadRequest, code);
        }

        await ApiFloor.Problem(await Post("{}", null), HttpStatusCode.BadRequest, "api.idempotency");
        await ApiFloor.Problem(await Post("{}", new string('k', 256)), HttpStatusCode.BadRequest, "api.idempotency");
        await ApiFloor.Problem(await Post("""{"items":[{"fields":{"reference":"A"}}]}""" + new string(' ', 1024 * 1024), "large"), HttpStatusCode.RequestEntityTooLarge, "api.too-large");
        Assert.Equal("created A", Line((await Sent("again", new { reference = "A" })).Single()));
        Assert.Equal((1, 1), (await _api.Floor.Read(db => db.TakenRequests.CountAsync()), await _api.Floor.Read(db => db.ImportBatches.CountAsync())));
    }

    private Task<HttpResponseMessage> Post(string body, string? idempotency) =>
        _api.Ask(HttpMethod.Post, _api.Items, content: new StringContent(body, Encoding.UTF8, "application/json"), idempotency: idempotency);

    private async Task<List<JsonElement>> Sent(string idempotency, params object[] items) =>
        [.. (await ApiFloor.Json(await _api.Send(idempotency, items))).GetProperty("items").EnumerateArray()];

    private async Task Forget(TimeSpan later)
    {
        _clock.Advance(later);
        await _api.Workbench.Services.GetRequiredService<ForgetRequests>().Run(default);
    }

    private Task<List<WorkItem>> Items() => _api.Floor.Read(db => db.WorkItems.AsNoTracking().Include(i => i.Events).OrderBy(i => i.Id).ToListAsync());

    private static string Line(JsonElement result) => $"{result.GetProperty("result")} {result.GetProperty("key")}";

    private static string[] Problems(JsonElement result) => [.. result.GetProperty("problems").EnumerateArray().Select(p => $"{p.GetProperty("field")} {p.GetProperty("code")}")];
}
