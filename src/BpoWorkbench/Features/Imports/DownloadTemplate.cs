using BpoWorkbench.Platform.Export;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports.Templates;

namespace BpoWorkbench.Features.Imports;

/// <summary>An empty workbook with the fields of a queue, to be filled in and uploaded.</summary>
public sealed class DownloadTemplate(QueueImports imports, QueueTemplate template)
{
    internal static Task<IResult> Serve(long id, DownloadTemplate download) => download.Run(id);

    private async Task<IResult> Run(long id)
    {
        if (await imports.Target(id) is not { Fields.Count: > 0 } target)
        {
            return Results.NotFound();
        }

        var content = await ScratchFile.Written(to => Task.Run(() => template.Write(to, target.Fields)));
        return Results.File(content, Download.Workbook, $"{template.FileName(target.Name)}.{Download.Xlsx}");
    }
}
