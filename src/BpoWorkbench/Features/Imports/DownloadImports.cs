using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Imports;

/// <summary>The imports as a file, as they were filtered; the list mixes clients, so its times are by the centre's clock.</summary>
internal static class DownloadImports
{
    public static async Task<IResult> Serve(ImportList imports, Site site, IStringLocalizer<ImportPagesTexts> words, string? format, long? client, string? state, CancellationToken stop) =>
        await Download.Send(format, words["menu.imports"], await imports.All(client, Enum.TryParse<ImportState>(state, out var known) ? known : null, stop),
        [
            new(words["file"], r => r.FileName, Width: 36),
            new(words["client"], r => r.Client, Width: 28),
            new(words["queue"], r => r.Queue, Width: 28),
            new(words["state"], r => words[$"state.{r.State}"].Value),
            new(words["rows"], r => r.Rows, SheetType.Whole),
            new(words["rejected"], r => r.Rejected, SheetType.Whole),
            new(words["brought"], r => Moments.Local(r.ReceivedAt, site.Zone), SheetType.Moment),
            new(words["by"], r => r.By, Width: 24),
        ], stop);
}
