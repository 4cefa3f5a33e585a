using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Settings;

/// <summary>The mail on its way out as a file, as it was filtered; its texts stay in the outbox.</summary>
internal static class DownloadOutbox
{
    public static async Task<IResult> Serve(OutboxList outbox, Site site, IStringLocalizer<SettingsTexts> words, string? format, string? state, CancellationToken stop) =>
        await Download.Send(format, words["outbox"], await outbox.All(Enum.TryParse<OutboxState>(state, out var known) ? known : null, stop),
        [
            new(words["outbox.at"], r => Moments.Local(r.CreatedAt, site.Zone), SheetType.Moment),
            new(words["outbox.to"], r => r.To, Width: 32),
            new(words["outbox.subject"], r => r.Subject, Width: 44),
            new(words["state"], r => words[$"outbox.{r.State}"].Value),
            new(words["outbox.answer"], r => r.Answer, Width: 44),
        ], stop);
}
