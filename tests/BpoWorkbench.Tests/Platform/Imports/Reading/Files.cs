using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;
using ClosedXML.Excel;

namespace BpoWorkbench.Tests.Platform.Imports.Reading;

/// <summary>Small files as a client would send them.</summary>
internal static class Files
{
    public static SheetFile Text(string text, Encoding? encoding = null) => Bytes([.. (encoding ?? new UTF8Encoding(false)).GetPreamble(), .. (encoding ?? new UTF8Encoding(false)).GetBytes(text)]);

    public static SheetFile Bytes(byte[] bytes, ReadingLimits? limits = null) => SheetFile.Open(new MemoryStream(bytes), "clientes.xls", limits);

    public static byte[] Workbook(params (string Sheet, object?[][] Rows)[] sheets)
    {
        using var workbook = new XLWorkbook();
        foreach (var (name, rows) in sheets)
        {
            var sheet = workbook.AddWorksheet(name);
            for (var row = 0; row < rows.Length; row++)
            {
                for (var column = 0; column < rows[row].Length; column++)
                {
                    sheet.Cell(row + 1, column + 1).Value = rows[row][column];
                }
            }
        }

        using var stream = new MemoryStream();
        workbook.SaveAs(stream);
        return stream.ToArray();
    }

    public static string RefusalOf(Func<object?> action) => Assert.Throws<Refusal>(action).Code;
}
