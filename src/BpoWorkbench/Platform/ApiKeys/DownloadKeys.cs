using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>The keys of a client, or of the house, as a file: what the list shows of them, never what opens.</summary>
internal static class DownloadKeys
{
    public static Task<IResult> ServeHouse(KeyRing keys, Site site, IStringLocalizer<ApiKeysTexts> words, string? format, CancellationToken stop) =>
        Serve(IClientOwned.House, keys, site, words, format, stop);

    public static async Task<IResult> Serve(long id, KeyRing keys, Site site, IStringLocalizer<ApiKeysTexts> words, string? format, CancellationToken stop) =>
        await Download.Send(format, Download.FileName(words["keys"]), await keys.Of(id, stop),
        [
            new(words["keys.column.name"], k => k.Name, Width: 28),
            new(words["keys.column.ending"], k => $"…{k.Ending}"),
            new(words["keys.column.may"], k => string.Join(", ", k.Permissions.Select(p => words[$"keys.permission.{p}"].Value)), Width: 44),
            new(words["keys.column.made"], k => Moments.Local(k.MadeAt, site.Zone), SheetType.Moment),
            new(words["keys.column.made-by"], k => k.MadeBy, Width: 28),
            new(words["keys.column.used"], k => k.LastUsedAt is { } used ? Moments.Local(used, site.Zone) : null, SheetType.Moment),
            new(words["keys.column.revoked"], k => k.RevokedAt is { } revoked ? Moments.Local(revoked, site.Zone) : null, SheetType.Moment),
            new(words["keys.column.revoked-by"], k => k.RevokedBy, Width: 28),
        ], stop);
}
