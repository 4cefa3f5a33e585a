using System.Globalization;
using System.Text.RegularExpressions;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Imports.Marking;

namespace BpoWorkbench.Tests.Platform.Imports.Marking;

public sealed class MarkingSizeTests
{
    private const int Rows = 100_000;

    [Fact]
    public async Task A_hundred_thousand_rows_are_marked_as_they_pass()
    {
        using var original = new MemoryStream();
        await Fill(original);
        using var target = new MemoryStream();
        List<WeakReference> given = [];
        List<long> written = [];
        await MarkedWorkbook.Write(original, () => throw new InvalidOperationException(), new MarkedSheet(0, 1, Books.Title), Problems(), target);

        // Neither the rows nor what was said of them: what is given goes out, and is not held until the end.
        GC.Collect();
        Assert.InRange(given.Count(row => row.IsAlive), 0, 10);
        Assert.InRange(written[written.Count / 2], written[^1] * 0.4, written[^1] * 0.6);

        var marked = target.ToArray();
        Assert.Equal(Notes.Most, Books.Comments(marked).Count);
        var rows = Books.Rows(marked);
        Assert.Equal(Rows + 1, rows.Count);
        Assert.Equal(Rows / 2, rows.Count(r => r[10] is string text && text.StartsWith("Fila ", StringComparison.Ordinal)));
        Assert.Single(Regex.Matches(Books.Text(marked, Books.Sheet1), $"""<c s="(\d+)" r="D(?:2|{Rows})">""").Select(cell => cell.Groups[1].Value).Distinct());

        async IAsyncEnumerable<RowMarks> Problems()
        {
            for (var row = 2; row <= Rows + 1; row += 2)
            {
                var problem = new RowMarks(row, string.Create(CultureInfo.InvariantCulture, $"Fila {row} con un problema"), [new CellMark(3, "No es una fecha.")]);
                given.Add(new WeakReference(problem));
                written.Add(target.Length);
                yield return problem;
            }

            await Task.CompletedTask;
        }
    }

    private static async Task Fill(Stream stream)
    {
        await using var sheet = XlsxSheet.Start(stream, [.. Enumerable.Range(1, 10).Select(c => new SheetColumn($"Columna {c}"))]);
        for (var row = 0; row < Rows; row++)
        {
            await sheet.Row([.. Enumerable.Range(1, 10).Select(c => c % 2 == 0 ? (object)(long)(row * c) : string.Create(CultureInfo.InvariantCulture, $"Texto {row % 1000} de {c}"))]);
        }
    }
}
