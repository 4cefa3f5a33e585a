using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Imports;

/// <summary>The client's workbook with what was wrong marked in it, to be mended and sent again.</summary>
public sealed class ExportRejected(ImportDetails details, MarkedErrors errors, IStringLocalizer<ImportPagesTexts> words)
{
    internal static Task<IResult> Serve(long id, ExportRejected export, CancellationToken stop) => export.Run(id, stop);

    private async Task<IResult> Run(long id, CancellationToken stop)
    {
        if (await details.Find(id, stop) is not { IsRunning: false, Rejected: > 0, FileName.Length: > 0 } import)
        {
            return Results.NotFound();
        }

        var (content, file) = await ScratchFile.Written(to => errors.Write(id, to, stop));
        return Results.File(content, file.ContentType, $"{Path.GetFileNameWithoutExtension(import.FileName)} {words["rejected.file"]}{file.Ending}");
    }
}
