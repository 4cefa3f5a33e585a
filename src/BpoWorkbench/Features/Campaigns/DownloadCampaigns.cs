using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Campaigns;

/// <summary>The campaigns as a file, as they were filtered; the list mixes clients, so its times are by the centre's clock.</summary>
internal static class DownloadCampaigns
{
    public static async Task<IResult> Serve(CampaignList campaigns, Site site, IStringLocalizer<CampaignsTexts> words,
        string? format, string? q, long? client, string? state, string? sort, CancellationToken stop) =>
        await Download.Send(format, words["title"], await campaigns.Find(q, client, Enum.TryParse<QueueState>(state, out var known) ? known : null, sort, stop),
        [
            new(words["name"], r => r.Name, Width: 36),
            new(words["client"], r => r.Client, Width: 28),
            new(words["state"], r => words[$"state.{State(r)}"].Value),
            new($"{words["done-of"]} (%)", r => r.Figures.Progress.Whole == 0 ? null : Math.Round(100m * r.Figures.Progress.Part / r.Figures.Progress.Whole, 2), SheetType.Money),
            new(words["open"], r => r.Figures.Open, SheetType.Whole),
            new(words["finished"], r => r.Figures.Finished, SheetType.Whole),
            new(words["ends"], r => r.EndsAt is { } end ? Moments.Local(end, site.Zone) : null, SheetType.Moment),
        ], stop);

    private static string State(CampaignRow row) => row switch
    {
        { ImportId: not null } => "importing",
        { CheckedId: not null } => "checked",
        { Cancelling: true } => "cancelling",
        _ => $"{row.State}",
    };
}
