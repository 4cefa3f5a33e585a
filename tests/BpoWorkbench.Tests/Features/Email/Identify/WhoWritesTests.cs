using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Identify;
using BpoWorkbench.Platform.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email.Identify;

/// <summary>Who wrote: what is proposed to the agent, and what follows when they confirm it.</summary>
public sealed class WhoWritesTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync() => _mail = await EmailFloor.Open(_clock);

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task A_customer_is_found_by_address_telephone_or_tax_number_and_confirmed_by_the_agent()
    {
        var byTax = await Customer("Ana Ruiz Gil", tax: "12345678Z");
        var byPhone = await Customer("Casa de Ana", phone: "+34600111222");
        var byMail = await Customer("Ana R.", email: "ana@example.com");
        await Customer("Otra", phone: "+34600999888", email: "otra@example.com");
        var item = await Held("1@example.com", "Soy Ana, mi DNI es 12345678Z y mi móvil 600 11 12 22.");
        await _mail.AsAgent(async services =>
        {
            var who = services.GetRequiredService<WhoWrites>();
            var sender = (await who.Read(item))!;
            Assert.Equal([byTax, byPhone, byMail], sender.Candidates.Select(c => c.Id));
            Assert.Equal([FieldType.TaxNumber, FieldType.Phone, FieldType.Email], sender.Candidates.Select(c => Assert.Single(c.Told).Type));
            await services.GetRequiredService<NameCustomer>().Run(item, byTax, sender);
        });
        var named = await _mail.Item(item);
        Assert.Equal(byTax, named.CustomerId);
        Assert.Contains(named.Events, e => e.Kind == WorkEventKind.CustomerNamed && e.PersonId == _mail.Agent.Id);
        await _mail.Company.Write(async db => Assert.Equal(["ana@example.com"], (await db.Customers.SingleAsync(c => c.Id == byTax)).Emails));

        // The next message from there is known to be hers, whatever it says.
        var next = await Held("2@example.com", "Otra cosa");
        await _mail.AsAgent(async services =>
        {
            var sender = (await services.GetRequiredService<WhoWrites>().Read(next))!;
            Assert.Equal((byTax, true), (sender.Candidates[0].Id, sender.Candidates[0].WasBefore));
            Assert.Equal(("Mi factura", 1), (Assert.Single(sender.Earlier).Subject, sender.EarlierCount));
        });
    }

    [Fact]
    public async Task Somebody_new_becomes_a_customer_with_what_they_say_of_themselves()
    {
        var item = await Held("1@example.com", "Mi NIF es 12345678Z.\n\n-- \nAna Ruiz\nTel. 600 11 12 22");
        await _mail.AsAgent(async services =>
        {
            var sender = (await services.GetRequiredService<WhoWrites>().Read(item))!;
            Assert.Empty(sender.Candidates);
            await services.GetRequiredService<NameCustomer>().Run(item, null, sender);
        });
        await _mail.Company.Write(async db =>
        {
            var customer = await db.Customers.SingleAsync();
            Assert.Equal(("Ana Ruiz", "12345678Z", "12345678Z"), (customer.Name, customer.TaxNumber, customer.Key));
            Assert.Equal(["ana@example.com", "+34600111222"], customer.Emails.Concat(customer.Phones));
        });
    }

    [Fact]
    public async Task Whoever_is_known_by_name_alone_is_the_same_in_the_queue_that_goes_on_with_it()
    {
        var target = await _mail.Company.Queue("Cambios", fields:
        [
            new("referencia", "Referencia", FieldType.Text, false, [], CustomerPart.Key, true), new("nombre", "Nombre", FieldType.Text, true, [], CustomerPart.Name, false),
            new("correo", "Correo", FieldType.Email, false, [], CustomerPart.Email, false),
        ]);
        var item = await Held("1@example.com", "Hola");
        await _mail.AsAgent(async services =>
        {
            await services.GetRequiredService<NameCustomer>().Run(item, null, (await services.GetRequiredService<WhoWrites>().Read(item))!);
            var open = services.GetRequiredService<OpenChild>();
            Assert.Equal("Ana Ruiz", (await open.Known(item, target.Fields))["nombre"]);
            await open.Run(item, target.Id, new Dictionary<string, string>(), wait: false);
            // Twice for the same customer, who has no name of their own there; and for somebody else.
            await open.Run(item, target.Id, new Dictionary<string, string>(), wait: false);
            await open.Run(item, target.Id, new Dictionary<string, string> { ["nombre"] = "Blas Gil" }, wait: false);
        });
        await _mail.Company.Write(async db =>
        {
            Assert.Equal(["Ana Ruiz", "Blas Gil"], await db.Customers.OrderBy(c => c.Id).Select(c => c.Name).ToListAsync());
            Assert.Equal(["Ana Ruiz", "Ana Ruiz", "Blas Gil"], await db.WorkItems.Where(i => i.ParentId == item).OrderBy(i => i.Id).Select(i => i.Customer!.Name).ToListAsync());
        });
    }

    [Fact]
    public async Task Another_clients_customers_are_nobody_here()
    {
        var other = await Support.Company.Add(_mail.Workbench, "Telcom", "TEL");
        var customer = new Customer(other.Id, "K1") { Name = "Ana", Emails = ["ana@example.com"], TaxNumber = "12345678Z" };
        await other.Write(db => Task.FromResult(db.Customers.Add(customer)));
        var item = await Held("1@example.com", "Mi NIF es 12345678Z");
        await _mail.AsAgent(async services =>
        {
            var sender = (await services.GetRequiredService<WhoWrites>().Read(item))!;
            Assert.Empty(sender.Candidates);
            Assert.Equal("customer.unknown", (await Assert.ThrowsAsync<Refusal>(() => services.GetRequiredService<NameCustomer>().Run(item, customer.Id, sender))).Code);
        });
    }

    private async Task<long> Customer(string name, string? tax = null, string? phone = null, string? email = null)
    {
        var queue = await _mail.Company.Queue($"Altas {name}", fields:
        [
            new("nombre", "Nombre", FieldType.Text, true, [], CustomerPart.Name, false), new("nif", "NIF", FieldType.TaxNumber, false, [], CustomerPart.TaxNumber, false),
            new("movil", "Móvil", FieldType.Phone, false, [], CustomerPart.Phone, false), new("correo", "Correo", FieldType.Email, false, [], CustomerPart.Email, false),
        ]);
        var values = new Dictionary<string, string> { ["nombre"] = name };
        foreach (var (code, value) in new[] { ("nif", tax), ("movil", phone), ("correo", email) })
        {
            if (value is not null)
            {
                values[code] = value;
            }
        }

        await _mail.AsSupervisor(services => services.GetRequiredService<ReceiveItem>().Run(queue.Id, values));
        var id = 0L;
        await _mail.Company.Write(async db => id = (await db.Customers.SingleAsync(c => c.Name == name)).Id);
        return id;
    }

    private Task<long> Held(string id, string text) => _mail.Held(EmailFloor.Message(id, text: text));
}
