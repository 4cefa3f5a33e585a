using System.Globalization;
using System.Runtime.CompilerServices;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shared;
using BpoWorkbench.Shell;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Portal;

/// <summary>The client's list as a file, as it was filtered; times are by the client's clock.</summary>
public sealed class ExportItems(PortalItems items, PortalClients clients, Sentences sentences, IStringLocalizer<PortalTexts> words)
{
    private static readonly string[] Columns = ["key", "item", "queue", "state", "outcome", "received-at", "due", "finished", "in-time"];

    internal static Task<IResult> Serve(ExportItems export, string? format, long? client, [AsParameters] Asked asked, CancellationToken stop) =>
        export.Run(format, client, asked.Filter, stop);

    private async Task<IResult> Run(string? format, long? asked, PortalFilter filter, CancellationToken stop)
    {
        if (clients.Choose(await clients.All(stop), asked) is not { } client)
        {
            return Results.NotFound();
        }

        try
        {
            var fields = await items.Fields(client, filter, stop);
            SheetColumn[] columns = [.. Columns.Select(c => new SheetColumn(words[c], c is "received-at" or "due" or "finished" ? SheetType.Moment : SheetType.Text, c == "item" ? 36 : 20)),
                .. fields.Select(f => new SheetColumn(f.Label, TypeOf(f.Type), 24))];
            var name = Download.FileName($"{client.Name} {words["menu.portal-items"]}");
            return await Download.Send(format, name, columns, Cells(client, filter, fields, stop), stop);
        }
        catch (Refusal refusal)
        {
            return Results.Problem(sentences.For(refusal), statusCode: StatusCodes.Status400BadRequest);
        }
    }

    private async IAsyncEnumerable<object?[]> Cells(PortalClient client, PortalFilter filter, IReadOnlyList<FieldDefinition> fields, [EnumeratorCancellation] CancellationToken stop)
    {
        var zone = client.Zone;
        await foreach (var row in items.All(client, filter, stop))
        {
            yield return
            [
                row.Key, row.Title, row.Queue, words[$"state.{row.State}"].Value, row.Outcome, Moments.Local(row.Received, zone), Moments.Local(row.Due, zone),
                row.Done is { } done ? Moments.Local(done, zone) : null, row.Promise == Promise.Open ? null : words[row.Promise == Promise.Kept ? "yes" : "no"].Value,
                .. fields.Select(f => Cell(f.Type, row.Fields.GetValueOrDefault(f.Code))),
            ];
        }
    }

    private static SheetType TypeOf(FieldType type) => type switch
    {
        FieldType.Whole => SheetType.Whole, FieldType.Money => SheetType.Money, FieldType.Date => SheetType.Date, _ => SheetType.Text,
    };

    // A value that is not in its stored form (the field's type was changed since) goes out as the text it is.
    private object? Cell(FieldType type, string? stored) => (type, stored) switch
    {
        (_, null or "") => null,
        (FieldType.Whole, _) when long.TryParse(stored, CultureInfo.InvariantCulture, out var whole) => whole,
        (FieldType.Money, _) when long.TryParse(stored, CultureInfo.InvariantCulture, out var minor) => minor / 100m,
        (FieldType.Date, _) when DateOnly.TryParseExact(stored, "yyyy-MM-dd", out var day) => day,
        (FieldType.YesNo, "true" or "false") => stored == "true" ? words["yes"].Value : words["no"].Value,
        _ => stored,
    };

    /// <summary>The filter, as it stands in the address.</summary>
    internal sealed record Asked(string? Q, long? Queue, string? State, string? Outcome, [FromQuery] DateOnly? From, [FromQuery] DateOnly? To)
    {
        public PortalFilter Filter => new(Q, Queue, State, Outcome, From, To);
    }
}
