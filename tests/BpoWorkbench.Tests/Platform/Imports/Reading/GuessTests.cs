using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

public sealed class GuessTests
{
    private const string PersonLetters = "TRWAGMYFPDXBNJZSQVHLCKE";

    [Fact]
    public void Labels_are_found_below_titles_groups_and_blank_rows()
    {
        using var file = Files.Text("Iberluz, documentación;;;;\n;;;;\nCliente;;Deuda;;\nNombre;Ciudad;Saldo;Plazo;\nAna;Madrid;12,50;3;x\nLuis;Soria;1,00;4;\n");
        var preview = SheetPreview.Of(file);
        Assert.Equal(4, preview.HeaderRow);
        Assert.Equal(["Nombre", "Ciudad", "Saldo", "Plazo", "Columna 5"], preview.Labels);
        Assert.Equal([5, 6], preview.Rows.Select(row => row.Number));
        Assert.Equal(2, preview.RowCount);
    }

    [Theory]
    [InlineData("N.º de cliente", "Nº Cliente", true)]
    [InlineData("Número de cliente", "Num. cliente", true)]
    [InlineData("Fecha de alta", "FECHA  ALTA", true)]
    [InlineData("Customer number", "No. of the customer", false)]
    [InlineData("Fecha de alta", "Fecha de baja", false)]
    [InlineData("de", "la", false)]
    [InlineData("漢字", "漢字", true)]
    public void Labels_are_the_same_but_for_small_words_and_how_number_is_written(string label, string other, bool same) =>
        Assert.Equal(same, HeaderWords.Same(label, other));

    [Theory]
    [InlineData("Ana;12345678Z;Madrid\nLuis;87654321X;Soria\n")]
    [InlineData("1;2;3\n4;5;6\n")]
    [InlineData("Ana;ana@correo.es\nLuis;luis@correo.es\n")]
    [InlineData("Alta;Madrid\nAlta;Madrid\nBaja;Soria\n")]
    public void A_sheet_without_labels_loses_no_row(string text)
    {
        using var file = Files.Text(text);
        var preview = SheetPreview.Of(file);
        Assert.Equal(0, preview.HeaderRow);
        Assert.Equal("Columna 1", preview.Labels[0]);
        Assert.Equal(1, preview.Rows[0].Number);
    }

    [Fact]
    public void The_row_of_labels_can_be_given()
    {
        using var file = Files.Text("Ana;Madrid\nNombre;Ciudad\nLuis;Soria\n");
        Assert.Equal(["Nombre", "Ciudad"], SheetPreview.Of(file, headerRow: 2).Labels);
        Assert.Equal(["Columna 1", "Columna 2"], SheetPreview.Of(file, headerRow: 0).Labels);
        Assert.Equal(3, SheetPreview.Of(file, headerRow: 0).Rows.Count);
        Assert.Empty(SheetPreview.Of(file, headerRow: int.MaxValue).Rows);
    }

    [Fact]
    public void Labels_may_stand_far_down_and_only_what_is_shown_is_kept()
    {
        using var file = Files.Text(string.Concat(Enumerable.Range(1, 5_000).Select(i => i == 4_000 ? "Nombre;Ciudad\n" : $"Ana {i};Soria\n")));
        var preview = SheetPreview.Of(file, headerRow: 4_000, rows: 60);
        Assert.Equal(["Nombre", "Ciudad"], preview.Labels);
        Assert.Equal(Enumerable.Range(4_001, 60), preview.Rows.Select(row => row.Number));
    }

    [Fact]
    public void A_column_called_customer_is_their_number_where_it_holds_codes_and_their_name_where_it_holds_names()
    {
        Assert.Equal([CustomerPart.Key, CustomerPart.Name], Parts("Cliente;Nombre y apellidos\nIB1001;Ana Ruiz\nIB1002;Luis Sanz\nIB1003;Eva Gil\n"));
        Assert.Equal([CustomerPart.Name, CustomerPart.None], Parts("Cliente;Observaciones\nAna Ruiz;llamar\nLuis Sanz;escribir\nEva Gil;nada\n"));

        static IEnumerable<CustomerPart> Parts(string text)
        {
            using var file = Files.Text(text);
            return [.. ColumnGuess.Of(file, SheetPreview.Of(file)).Select(c => c.Field.Customer)];
        }
    }

    [Fact]
    public void An_empty_sheet_has_nothing_to_propose()
    {
        using var file = Files.Bytes(Files.Workbook(("Vacía", [])));
        var preview = SheetPreview.Of(file);
        Assert.Empty(preview.Labels);
        Assert.Empty(ColumnGuess.Of(file, preview));
    }

    [Fact]
    public void A_clients_workbook_is_understood_as_it_comes()
    {
        object?[][] rows =
        [
            ["Nº Expediente", "Código cliente", "Nombre", "Apellidos", "Dato 4", "Tfno. móvil", "E-mail", "Domicilio", "C.P.", "Población", "Fecha alta", "Importe", "Estado", "¿Firmado?", "Facturas", "Cuenta"],
            .. Enumerable.Range(0, 40).Select(i => (object?[])
            [
                (double)(1_000_000 + i), (double)(500 + (i / 2)), "Ana", "Pons", TaxNumberOf(70_000_000 + (i * 7919)), (double)(600_000_000 + (i * 1234)), $"ana{i}@correo.es", "Calle Mayor, 1", (double)(8001 + i),
                "Barcelona", new DateTime(2026, 1, 1).AddDays(i), i + 0.25, i % 2 == 0 ? "Pendiente" : "Enviado", i % 3 == 0 ? "Sí" : "No", (double)i, "ES9121000418450200051332",
            ]),
        ];
        using var file = Files.Bytes(Files.Workbook(("Clientes", rows)));
        var guess = ColumnGuess.Of(file, SheetPreview.Of(file));
        Assert.Equal(
            [
                (FieldType.Text, CustomerPart.None), (FieldType.Text, CustomerPart.Key), (FieldType.Text, CustomerPart.Name), (FieldType.Text, CustomerPart.Name),
                (FieldType.TaxNumber, CustomerPart.TaxNumber), (FieldType.Phone, CustomerPart.Phone), (FieldType.Email, CustomerPart.Email), (FieldType.Text, CustomerPart.Address),
                (FieldType.PostalCode, CustomerPart.PostalCode), (FieldType.Text, CustomerPart.City), (FieldType.Date, CustomerPart.None), (FieldType.Money, CustomerPart.None),
                (FieldType.Choice, CustomerPart.None), (FieldType.YesNo, CustomerPart.None), (FieldType.Whole, CustomerPart.None), (FieldType.Iban, CustomerPart.None),
            ],
            guess.Select(column => (column.Field.Type, column.Field.Customer)));
        Assert.Equal([0], guess.Where(column => column.Field.IsKey).Select(column => column.Column));
        Assert.True(guess[0].Field.Required);
        Assert.Equal("n_expediente", guess[0].Field.Code);
        Assert.Equal(["1000000", "1000001"], guess[0].Samples.Take(2));
        Assert.Equal(["Enviado", "Pendiente"], guess[12].Field.Choices);
    }

    [Fact]
    public void A_column_that_says_it_is_of_tax_numbers_is_so_in_spite_of_its_errors()
    {
        using var file = Files.Text("NIF;Ciudad\n12345678Z;a\n12345678A;b\nX2482300W;c\n");
        var nif = ColumnGuess.Of(file, SheetPreview.Of(file))[0];
        Assert.Equal((FieldType.TaxNumber, 3, 1), (nif.Field.Type, nif.Filled, nif.Refused));
    }

    [Theory]
    [InlineData("Importe;x\n1,234;a\n12.50;b\n", NumberStyle.DecimalPoint)]
    [InlineData("Importe;x\n1.234;a\n12,50;b\n", NumberStyle.DecimalComma)]
    public void Numbers_are_read_as_the_whole_column_writes_them(string text, NumberStyle style)
    {
        using var file = Files.Text(text);
        var amount = ColumnGuess.Of(file, SheetPreview.Of(file))[0];
        Assert.Equal((FieldType.Money, style, 0), (amount.Field.Type, amount.Style.Numbers, amount.Refused));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void One_day_is_the_same_day_however_a_column_writes_it(bool since1904)
    {
        object?[] forms = [new DateTime(2026, 3, 3), "03/03/2026", "3/3/26", "2026-03-03", "3 de marzo de 2026", "3-mar-26", "03.03.2026", "20260303"];
        var bytes = Files.Workbook(("Altas", [["Referencia", "Fecha de alta"], .. forms.Select((form, i) => new[] { $"R-{i}", form })]));
        if (since1904)
        {
            bytes = Zips.Replaced(bytes, "xl/workbook.xml", xml => xml.Replace("<x:workbookPr", "<x:workbookPr date1904=\"1\"", StringComparison.Ordinal));
            bytes = Zips.Replaced(bytes, "xl/worksheets/sheet1.xml", xml => xml.Replace("46084", "44622", StringComparison.Ordinal));
        }

        using var file = Files.Bytes(bytes);
        var column = ColumnGuess.Of(file, SheetPreview.Of(file))[1];
        Assert.Equal((FieldType.Date, 0), (column.Field.Type, column.Refused));
        Assert.All(Read(file, column), read => Assert.Equal("2026-03-03", read));
    }

    [Fact]
    public void What_a_point_means_is_told_by_the_column_and_not_by_the_cell()
    {
        using var file = Files.Text("Ref;Importe aquí;Importe allí\nR-1;1.234,56;1,234.56\nR-2;1.234;1,234\nR-3;2.000;2,000\n");
        var columns = ColumnGuess.Of(file, SheetPreview.Of(file));
        Assert.Equal(["123456", "123400", "200000"], Read(file, columns[1]));
        Assert.Equal(["123456", "123400", "200000"], Read(file, columns[2]));
    }

    [Fact]
    public void What_the_sample_leaves_open_is_decided_by_the_rows_after_it()
    {
        using var file = Files.Text("Importe;Fecha;Estado\n" + string.Concat(Enumerable.Repeat("1.234;01/02/2026;Alta\n1.234;01/02/2026;Baja\n", 50)) + "1.5;12/31/2026;Devuelto\n");
        var guess = ColumnGuess.Of(file, SheetPreview.Of(file), sampleRows: 100);
        Assert.Equal(NumberStyle.DecimalPoint, guess[0].Style.Numbers);
        Assert.Equal(DateOrder.MonthFirst, guess[1].Style.Dates);
        Assert.Equal(["Alta", "Baja", "Devuelto"], guess[2].Field.Choices);
    }

    [Theory]
    [InlineData("Nº cliente;x\n1001;a\n1002;b\n")]
    [InlineData("Contador;x\n00123;a\n00124;b\n")]
    [InlineData("Cosa;x\n123456789012;a\n123456789013;b\n")]
    [InlineData("Año;x\n2024;a\n2025;b\n")]
    public void Numbers_that_name_and_do_not_count_stay_as_they_are(string text)
    {
        using var file = Files.Text(text);
        Assert.Equal(FieldType.Text, ColumnGuess.Of(file, SheetPreview.Of(file))[0].Field.Type);
    }

    [Fact]
    public void A_key_is_proposed_only_where_it_is_whole_and_unique()
    {
        using var repeated = Files.Text("Id;x\n1;a\n1;b\n2;c\n");
        Assert.DoesNotContain(ColumnGuess.Of(repeated, SheetPreview.Of(repeated)), column => column.Field.IsKey);
        using var blank = Files.Text("Id;Factura\n1;F1\n;F2\n2;F3\n");
        Assert.Equal("Factura", ColumnGuess.Of(blank, SheetPreview.Of(blank)).Single(column => column.Field.IsKey).Field.Label);
    }

    [Fact]
    public void A_whole_name_is_preferred_to_its_parts()
    {
        using var file = Files.Text("Nombre;Apellidos;Nombre completo\nAna;Pons;Ana Pons\nLuis;Gil;Luis Gil\n");
        var guess = ColumnGuess.Of(file, SheetPreview.Of(file));
        Assert.Equal([CustomerPart.None, CustomerPart.None, CustomerPart.Name], guess.Select(column => column.Field.Customer));
    }

    [Fact]
    public void Labels_that_repeat_get_codes_of_their_own()
    {
        using var file = Files.Text("Teléfono;Teléfono;;\n912345678;600123456;;z\n912345679;600123457;;y\n");
        Assert.Equal([("telefono", 0), ("telefono_2", 1), ("columna_4", 3)], ColumnGuess.Of(file, SheetPreview.Of(file)).Select(column => (column.Field.Code, column.Column)));
    }

    private static IEnumerable<string?> Read(SheetFile file, ColumnProposal column)
    {
        var reader = new FieldReader(column.Field, column.Style);
        return [.. file.Rows().Skip(1).Select(row => reader.Read(row[column.Column]).Value)];
    }

    private static string TaxNumberOf(int number) => $"{number:00000000}{PersonLetters[number % 23]}";
}
