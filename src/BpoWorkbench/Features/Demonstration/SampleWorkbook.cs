using ClosedXML.Excel;

namespace BpoWorkbench.Features.Demonstration;

/// <summary>A workbook as a client would send it: a title above the header, twelve columns, three rows with something wrong.</summary>
internal static class SampleWorkbook
{
    public const string FileName = "Iberluz - llamadas de bienvenida.xlsx";
    private const int Rows = 240;

    private static readonly string[] Header =
        ["Nº contrato", "Cliente", "Nombre y apellidos", "NIF", "Teléfono", "Correo electrónico", "Dirección", "C.P.", "Población", "Tarifa", "Cuota mensual", "Fecha de alta"];

    public static byte[] Make(DateOnly today)
    {
        using var workbook = new XLWorkbook();
        var sheet = workbook.AddWorksheet("Contratos");
        sheet.Cell(1, 1).Value = "Iberluz Energía: contratos nuevos pendientes de llamada de bienvenida";
        sheet.Range(1, 1, 1, Header.Length).Merge();
        for (var column = 0; column < Header.Length; column++)
        {
            sheet.Cell(3, column + 1).Value = Header[column];
        }

        var random = new Random(12);
        foreach (var (stranger, index) in Strangers.Of("IBER", Rows).Select((stranger, index) => (stranger, index)))
        {
            var row = sheet.Row(4 + index);
            row.Cell(1).Value = $"BV-{5000 + index}";
            row.Cell(2).Value = stranger.Key;
            row.Cell(3).Value = stranger.Name;
            row.Cell(4).Value = index == 17 ? "12345678A" : stranger.TaxNumber;
            row.Cell(5).SetValue(index == 58 ? "pendiente" : stranger.Phone[3..]);
            row.Cell(6).Value = index == 101 ? "sin correo" : stranger.Email;
            row.Cell(7).Value = stranger.Address;
            row.Cell(8).SetValue(stranger.PostalCode);
            row.Cell(9).Value = stranger.City;
            row.Cell(10).Value = new[] { "2.0TD", "3.0TD", "Plana 24 h" }[random.Next(3)];
            row.Cell(11).Value = random.Next(2100, 14900) / 100m;
            row.Cell(12).Value = today.AddDays(-random.Next(1, 30)).ToDateTime(TimeOnly.MinValue);
        }

        sheet.Row(3).Style.Font.Bold = true;
        sheet.SheetView.FreezeRows(3);
        using var file = new MemoryStream();
        workbook.SaveAs(file);
        return file.ToArray();
    }
}
