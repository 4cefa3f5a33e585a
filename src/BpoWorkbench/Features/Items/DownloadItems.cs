using System.Runtime.CompilerServices;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Items;

/// <summary>The list of items as a file, as it was filtered; it mixes clients, so its times are by the centre's clock.</summary>
public sealed class DownloadItems(ItemList items, Site site, IStringLocalizer<ItemsTexts> words)
{
    internal static Task<IResult> Serve(DownloadItems download, string? format, [AsParameters] Asked asked, CancellationToken stop) => download.Run(format, asked.Filter, stop);

    private Task<IResult> Run(string? format, ItemFilter filter, CancellationToken stop)
    {
        SheetColumn[] columns =
        [
            new(words["key"]), new(words["item"], Width: 36), new(words["client"], Width: 24), new(words["queue"], Width: 24), new(words["state"]), new(words["person"], Width: 24),
            new(words["outcome"]), new(words["received"], SheetType.Moment), new(words["due"], SheetType.Moment), new(words["ended"], SheetType.Moment), new(words["in-time"]),
        ];
        return Download.Send(format, words["menu.items"], columns, Cells(filter, stop), stop);
    }

    private async IAsyncEnumerable<object?[]> Cells(ItemFilter filter, [EnumeratorCancellation] CancellationToken stop)
    {
        await foreach (var row in items.All(filter, stop))
        {
            yield return
            [
                row.ExternalKey, row.Title, row.ClientName, row.QueueName, words[$"state.{row.State}"].Value, row.Person, row.Outcome,
                Moments.Local(row.ReceivedAt, site.Zone), Moments.Local(row.Due, site.Zone), row.DoneAt is { } done ? Moments.Local(done, site.Zone) : null,
                row.Promise == Promise.Open ? null : words[row.Promise == Promise.Kept ? "yes" : "no"].Value,
            ];
        }
    }

    /// <summary>The filter, as it stands in the address.</summary>
    internal sealed record Asked(string? Q, long? Client, long? Queue, string? State, bool? Overdue, bool? Late, long? Person, string? Period, string? Sort,
        string? Kind, long? Team, bool? Handed, bool? Absent, bool? Unattended, DateOnly? From, DateOnly? To, int? At, int? Due)
    {
        public ItemFilter Filter => new()
        {
            Text = Q, Client = Client, Queue = Queue, State = State, Overdue = Overdue == true, Late = Late == true, Person = Person, Period = Period, Sort = Sort,
            Kind = Kind, Team = Team, HandedOver = Handed == true, Absent = Absent == true, Unattended = Unattended == true, From = From, To = To, Quarter = At, DueIn = Due,
        };
    }
}
