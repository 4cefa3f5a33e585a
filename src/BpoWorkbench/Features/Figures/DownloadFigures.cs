using BpoWorkbench.Platform.Export;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Figures;

/// <summary>The figures as a file, as they were asked for: each beside the week before, parts in per cent, times in minutes.</summary>
public sealed class DownloadFigures(FigureReport report, IStringLocalizer<FiguresTexts> words)
{
    internal static Task<IResult> Serve(DownloadFigures download, string? format, string? period, string? by, DateOnly? from, DateOnly? to, long? client, long? queue, long? team, long? person, string? sort, CancellationToken stop) =>
        download.Run(format, FigureQuery.Of(period, by, from, to, client, queue, team, person, sort), stop);

    private async Task<IResult> Run(string? format, FigureQuery query, CancellationToken stop)
    {
        var sheet = await report.Read(query, stop);
        List<SheetColumn> columns = [new(words[$"by.{FigureQuery.Code(query.By)}"], Width: 36)];
        foreach (var column in FigureColumn.All)
        {
            var name = column.Group.Length == 0 ? words[column.Code].Value : $"{words[$"group.{column.Group}"]} {words[column.Code]}";
            var type = column.Unit == FigureUnit.Count ? SheetType.Whole : SheetType.Money;
            columns.Add(new($"{name}{Unit(column)}", type));
            columns.Add(new($"{name}{Unit(column)}, {words["week-before"]}", type));
        }

        return await Download.Send(format, $"{words["menu.figures"]} {sheet.First:yyyy-MM-dd} {sheet.Last:yyyy-MM-dd}", columns, Cells(sheet), stop);
    }

    private static async IAsyncEnumerable<object?[]> Cells(FigureSheet sheet)
    {
        foreach (var row in sheet.Rows.Append(sheet.Total))
        {
            yield return [row.Name, .. FigureColumn.All.SelectMany(column => new[] { Cell(column, column.Of(row)), Cell(column, column.Of(row, row.Before)) })];
            await Task.CompletedTask;
        }
    }

    private static object? Cell(FigureColumn column, double? value) => value is not { } known ? null : column.Unit switch
    {
        FigureUnit.Count => (long)known,
        FigureUnit.Share => Math.Round((decimal)known * 100, 2),
        _ => Math.Round((decimal)known, 2),
    };

    private static string Unit(FigureColumn column) => column.Unit switch { FigureUnit.Count or FigureUnit.Rate => "", FigureUnit.Share => " (%)", _ => " (min)" };
}
