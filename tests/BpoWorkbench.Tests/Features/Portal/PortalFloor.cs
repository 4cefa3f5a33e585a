using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Portal;

/// <summary>Two companies, each with a queue that is shown and one that is not, and somebody of each who may look.</summary>
internal sealed class PortalFloor(Workbench workbench)
{
    public const string Agent = "Macarena Quintanilla";
    public const string InternalNote = "internal-note-marker";

    public Workbench Workbench => workbench;

    public Side Iberluz { get; private set; } = null!;

    public Side Segur { get; private set; } = null!;

    public static async Task<PortalFloor> Start(Workbench workbench)
    {
        var floor = new PortalFloor(workbench);
        floor.Iberluz = await floor.Make("Iberluz", "IBL", "#c8590a");
        floor.Segur = await floor.Make("SegurNorte", "SGN", "#0b7f79");
        return floor;
    }

    /// <summary>The cookie that signing in would set; the product has no other door than the password.</summary>
    public async Task<string> Cookie(Person person) => (await Company.Cookie(workbench, person)).ToString();

    /// <summary>A caller who is signed in.</summary>
    public async Task<HttpClient> Caller(Person person)
    {
        var client = workbench.NewClient();
        client.DefaultRequestHeaders.Add("Cookie", await Cookie(person));
        return client;
    }

    private async Task<Side> Make(string name, string code, string colour)
    {
        var company = await Company.Add(workbench, name, code);
        await company.Write(async db => (await db.Clients.FindAsync(company.Id))!.Colour = colour);
        var now = workbench.Services.GetRequiredService<TimeProvider>().Now();
        IReadOnlyList<FieldDefinition> fields =
        [
            new("titular", "Titular", FieldType.Text, false, [], CustomerPart.Name, false),
            new("importe", "Importe", FieldType.Money, false, [], CustomerPart.None, false),
        ];
        var shown = await company.Queue($"Documentación {name}", campaign: true, fields: fields);
        var hidden = await company.Queue($"Interna {name}", seen: false, fields: fields);
        var items = await company.Receive(shown, now.AddHours(-2),
            ($"{code}-1", $"María {code}", new() { ["titular"] = $"María {code} Ñandú", ["importe"] = "123456" }),
            ($"{code}-2", $"=HYPERLINK(\"http://{code}\")", new() { ["titular"] = "=1+1", ["importe"] = "-500" }),
            ($"{code}-3", $"Pendiente {code}", []));
        var secret = await company.Receive(hidden, now.AddHours(-2), ($"{code}-H", $"Oculta {code}", new() { ["titular"] = $"Oculta {code}" }));
        var agent = await Company.Person(workbench, Agent, $"agent@{code.ToLowerInvariant()}.example", (company.Id, Role.Agent));
        await company.Complete(items[0], "OK", agent.Id, now.AddHours(-1), InternalNote);
        var reader = await Company.Person(workbench, $"Portal {name}", $"portal@{code.ToLowerInvariant()}.example", (company.Id, Role.PortalReader));
        return new Side(company, name, code, shown, hidden, items, secret.Single(), reader, agent);
    }
}

/// <summary>One company of the floor.</summary>
internal sealed record Side(Company Company, string Name, string Code, Queue Shown, Queue Hidden, List<long> Items, long Secret, Person Reader, Person Agent);
