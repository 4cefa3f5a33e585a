using BpoWorkbench.Platform.Export;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Blocks;

/// <summary>The blocks as a file.</summary>
internal static class DownloadBlocks
{
    public static async Task<IResult> Serve(BlockList blocks, IStringLocalizer<BlocksTexts> words, string? format, CancellationToken stop) =>
        await Download.Send(format, words["title"], (await blocks.Read(stop)).Blocks,
        [
            new(words["team"], r => r.Team, Width: 28),
            new(words["days"], r => r.Form.DayNames, Width: 32),
            new(words["hours"], r => r.Form.Hours, Width: 20),
            new(words["from"], r => r.Form.From, SheetType.Date),
            new(words["until"], r => r.Form.Until, SheetType.Date),
            new(words["queues"], r => string.Join(", ", r.Queues.Select(q => $"{q.Client} · {q.Name}").Concat(r.MayChange ? [] : [words["others"].Value])), Width: 60),
        ], stop);
}
