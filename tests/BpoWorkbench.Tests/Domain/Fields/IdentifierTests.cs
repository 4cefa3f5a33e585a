using System.Globalization;
using BpoWorkbench.Domain.Fields;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Fields;

public sealed class IdentifierTests
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    [Theory]
    [InlineData("12.345.678-z", "12345678Z")]
    [InlineData(" 1234567L ", "01234567L")]
    [InlineData("x-2482300w", "X2482300W")]
    [InlineData("ES B-58378431", "B58378431")]
    [InlineData("M-1234567-L", "M1234567L")]
    [InlineData("Q2826000H", "Q2826000H")]
    public void Tax_numbers_are_read_without_their_separators(string text, string stored) =>
        Assert.Equal(stored, TaxNumber.Read(text).Value);

    [Theory]
    [InlineData("12345678A", "field.tax-number.check")]
    [InlineData("B58378432", "field.tax-number.check")]
    [InlineData("B5837843A", "field.tax-number.check")]
    [InlineData("Q28260008", "field.tax-number.check")]
    [InlineData("12345678", "field.tax-number")]
    [InlineData("I1234567A", "field.tax-number")]
    [InlineData("FR40303265045", "field.tax-number")]
    [InlineData("no consta", "field.tax-number")]
    public void A_wrong_tax_number_is_refused_with_the_reason(string text, string code) =>
        Assert.Equal(code, TaxNumber.Read(text).Problem?.Code);

    [Property]
    public Property Every_tax_number_of_a_person_is_accepted_and_no_changed_digit_is() =>
        Prop.ForAll(Gen.Choose(0, 99_999_999).ToArbitrary(), number =>
        {
            var dni = number.ToString("00000000", CultureInfo.InvariantCulture) + PersonLetters[number % 23];
            var nie = "XYZ"[number / 10_000_000 % 3] + (number % 10_000_000).ToString("0000000", CultureInfo.InvariantCulture);
            nie += PersonLetters[((number / 10_000_000 % 3 * 10_000_000) + (number % 10_000_000)) % 23];
            return TaxNumber.Read(dni).Value == dni && TaxNumber.Read(nie).Value == nie
                && ChangedDigits(dni).Concat(ChangedDigits(nie)).All(wrong => TaxNumber.Read(wrong).IsRefused);
        });

    [Property]
    public Property One_check_digit_fits_each_company_and_no_changed_digit_does() =>
        Prop.ForAll(Gen.Choose(0, 9_999_999).ToArbitrary(), number =>
        {
            var stem = "ABEH"[number % 4] + number.ToString("0000000", CultureInfo.InvariantCulture);
            var fitting = Enumerable.Range(0, 10).Select(check => stem + check).Where(candidate => !TaxNumber.Read(candidate).IsRefused).ToList();
            return fitting.Count == 1 && ChangedDigits(fitting[0]).All(wrong => TaxNumber.Read(wrong).IsRefused);
        });

    [Theory]
    [InlineData("ES91 2100 0418 4502 0005 1332", "ES9121000418450200051332")]
    [InlineData("IBAN: gb29-NWBK-6016-1331-9268-19", "GB29NWBK60161331926819")]
    public void Ibans_are_read_without_their_spaces(string text, string stored) =>
        Assert.Equal(stored, Iban.Read(text).Value);

    [Fact]
    public void A_wrong_iban_is_refused_with_the_reason()
    {
        Assert.Equal("field.iban.check", Iban.Read("ES9221000418450200051332").Problem?.Code);
        Assert.Equal("field.iban", Iban.Read("US9121000418450200051332").Problem?.Code);
        Assert.Equal("field.iban", Iban.Read("21000418450200051332").Problem?.Code);
        var cut = Iban.Read("ES912100041845020005133").Problem!;
        Assert.Equal("field.iban.length", cut.Code);
        Assert.Equal([24, 23], cut.Args);
    }

    [Property]
    public Property Every_iban_is_accepted_and_no_changed_digit_is() =>
        Prop.ForAll(Gen.Choose(0, 9).ArrayOf(20).ToArbitrary(), digits =>
        {
            var account = string.Concat(digits);
            var check = 98 - (int)(System.Numerics.BigInteger.Parse(account + "142800", CultureInfo.InvariantCulture) % 97);
            var iban = $"ES{check:00}{account}";
            return Iban.Read(iban).Value == iban && ChangedDigits(iban).All(wrong => Iban.Read(wrong).IsRefused);
        });

    [Theory]
    [InlineData("912 345 678", "+34912345678")]
    [InlineData("0034 600-123-456", "+34600123456")]
    [InlineData("+44 20 7946 0018", "+442079460018")]
    [InlineData(600123456d, "+34600123456")]
    [InlineData(34600123456d, "+34600123456")]
    public void Phones_are_stored_with_their_country(object cell, string stored) =>
        Assert.Equal(stored, PhoneNumber.Read(cell, "ES").Value);

    [Theory]
    [InlineData("12345")]
    [InlineData("1234567890123")]
    [InlineData("no tiene")]
    [InlineData("912345678 / 600123456")]
    public void What_is_not_one_phone_is_refused(string text) =>
        Assert.Equal("field.phone", PhoneNumber.Read(text, "ES").Problem?.Code);

    [Theory]
    [InlineData(" Ana.Pons@Correo.ES ", "Ana.Pons@correo.es")]
    [InlineData("mailto:a+b@x-y.com", "a+b@x-y.com")]
    [InlineData("josé@compañía.es", "josé@compañía.es")]
    public void Emails_are_stored_with_the_domain_in_lower_case(string text, string stored) =>
        Assert.Equal(stored, EmailAddress.Read(text).Value);

    [Theory]
    [InlineData("ana")]
    [InlineData("ana@correo")]
    [InlineData("ana@@correo.es")]
    [InlineData("ana pons@correo.es")]
    [InlineData(".ana@correo.es")]
    [InlineData("ana@correo..es")]
    [InlineData("ana@-correo.es")]
    [InlineData("ana@10.0.0.1")]
    [InlineData("ana@correo.es; pep@correo.es")]
    public void What_is_not_one_email_is_refused(string text) =>
        Assert.Equal("field.email", EmailAddress.Read(text).Problem?.Code);

    [Theory]
    [InlineData("28001", "28001")]
    [InlineData(8001d, "08001")]
    [InlineData("8001", "08001")]
    [InlineData("52006", "52006")]
    public void Postal_codes_keep_their_zero(object cell, string stored) =>
        Assert.Equal(stored, PostalCode.Read(cell).Value);

    [Theory]
    [InlineData("00043")]
    [InlineData("53001")]
    [InlineData("280011")]
    [InlineData("0801")]
    [InlineData("2800A")]
    public void A_postal_code_of_no_province_is_refused(string text) =>
        Assert.Equal("field.postal-code", PostalCode.Read(text).Problem?.Code);

    private static IEnumerable<string> ChangedDigits(string number) =>
        from i in Enumerable.Range(0, number.Length)
        where char.IsAsciiDigit(number[i])
        from digit in "0123456789"
        where digit != number[i]
        select number[..i] + digit + number[(i + 1)..];
}
