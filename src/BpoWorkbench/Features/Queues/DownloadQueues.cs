using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Queues;

/// <summary>The queues as a file, as they were filtered; the list mixes clients, so its times are by the centre's clock.</summary>
internal static class DownloadQueues
{
    public static async Task<IResult> Serve(QueueList queues, WorkKinds kinds, Site site, IStringLocalizer<QueuesTexts> words,
        string? format, string? q, long? client, string? state, string? sort, CancellationToken stop) =>
        await Download.Send(format, words["title"], await queues.Find(q, client, Enum.TryParse<QueueState>(state, out var known) ? known : null, sort, stop),
        [
            new(words["name"], r => r.Name, Width: 36),
            new(words["client"], r => r.Client, Width: 28),
            new(words["kind"], r => kinds.NameOf(r.Kind)),
            new(words["state"], r => words[$"value.State.{r.State}"].Value),
            new(words["ends"], r => r.EndsAt is { } end ? Moments.Local(end, site.Zone) : null, SheetType.Moment),
            new(words["ready"], r => r.Figures.Ready, SheetType.Whole),
            new(words["claimed"], r => r.Figures.Claimed, SheetType.Whole),
            new(words["waiting"], r => r.Figures.Waiting, SheetType.Whole),
            new(words["done-today"], r => r.Figures.Done, SheetType.Whole),
            new(words["people"], r => (long)r.People, SheetType.Whole),
        ], stop);
}
