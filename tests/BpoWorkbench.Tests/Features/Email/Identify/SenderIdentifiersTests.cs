using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Features.Email.Identify;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Features.Email.Identify;

public sealed class SenderIdentifiersTests
{
    private static readonly OwnIdentifiers Own = new(new HashSet<string> { "+34900123456", "B58378431" }, new HashSet<string> { "cliente.example" });

    [Theory]
    [InlineData("Mi DNI es 12.345.678-Z.", "12345678Z")]
    [InlineData("DNI:12345678z, gracias", "12345678Z")]
    [InlineData("dni 12345678 Z", "12345678Z")]
    [InlineData("NIE x-2482300w", "X2482300W")]
    [InlineData("CIF A-58818501 (empresa)", "A58818501")]
    [InlineData("VAT ES A58818501", "A58818501")]
    [InlineData("Móvil 612 34 56 78", "+34612345678")]
    [InlineData("tel. (+34) 912-345-678", "+34912345678")]
    [InlineData("llámenme al 0034912345678.", "+34912345678")]
    [InlineData("UK: +44 20 7946 0958", "+442079460958")]
    [InlineData("escriban a <Ana.Gil+1@Gmail.Example>.", "Ana.Gil+1@gmail.example")]
    [InlineData("No funciona\n-- \nAna Gil\n612345678", "+34612345678")]
    public void What_tells_who_writes_is_found_in_its_stored_form(string text, string value) => Assert.Equal([value], Found(text).Select(one => one.Value));

    [Theory]
    [InlineData("DNI 12345678A")]
    [InlineData("pagué 12345678 y luego nada")]
    [InlineData("pedido 612345678")]
    [InlineData("Nº de pedido: 612345678")]
    [InlineData("mi factura número A58818501")]
    [InlineData("la referencia es A58818501")]
    [InlineData("ES91 2100 0418 4502 0005 1332")]
    [InlineData("2100 0418 45 0200051332")]
    [InlineData("tarjeta 4111 1111 1111 1111")]
    [InlineData("son 912.345.678 € de deuda")]
    [InlineData("https://tienda.example/p/612345678?dni=12345678Z")]
    [InlineData("el 12/10/2026 a las 10:30")]
    [InlineData("a@b")]
    [InlineData("escribí a atencion@cliente.example y llamé al 900 123 456, CIF B58378431")]
    [InlineData("Hola\n> mi DNI es 12345678Z")]
    [InlineData("Hola\n\nEl 3 mar 2025, Ana <ana@x.example> escribió:\n> 612345678")]
    [InlineData("Hola\n\nAVISO LEGAL\nEmpresa SA, CIF A58818501, tel. 912345678")]
    [InlineData("Le paso esto\n-- \nAtención al cliente\natencion@cliente.example\n612345678")]
    public void Nothing_else_is(string text) => Assert.Empty(Found(text));

    [Fact]
    public void The_digits_of_an_account_are_no_telephone() =>
        Assert.Empty(SenderIdentifiers.Of("IBAN NL20 INGB 0612345678", "NL", Own));

    [Fact]
    public void Each_is_told_once_with_where_it_stands()
    {
        const string Text = "Soy 12345678Z\ntel 612 345 678\nrepito: 12.345.678-Z y ana@x.example";

        var found = Found(Text);

        Assert.Equal([FieldType.TaxNumber, FieldType.Phone, FieldType.Email], found.Select(one => one.Type));
        Assert.Equal(["12345678Z", "612 345 678", "ana@x.example"], found.Select(one => Text.Substring(one.Start, one.Length)));
    }

    [Property(MaxTest = 300)]
    public Property What_is_found_is_valid_and_stands_in_the_text() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements("12345678Z", "612345678", "ana@x.example", " ", "\n", "> ", "-- \n", "pedido ", "ES", "+34", ".", "-", "A58818501", "x@", "€", "12", "ñ")).Select(parts => string.Concat(parts)).ToArbitrary(), text =>
            Found(text).All(one => one.Start + one.Length <= text.Length && one.Type switch
            {
                FieldType.TaxNumber => TaxNumber.Read(text.Substring(one.Start, one.Length)).Value == one.Value,
                FieldType.Phone => PhoneNumber.Read(text.Substring(one.Start, one.Length), "ES").Value == one.Value,
                _ => EmailAddress.Read(text.Substring(one.Start, one.Length)).Value == one.Value,
            }));

    private static IReadOnlyList<FoundIdentifier> Found(string text) => SenderIdentifiers.Of(text, "ES", Own);
}
