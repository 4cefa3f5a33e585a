using BpoWorkbench.Platform.Export;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Clients;

/// <summary>The client companies as a file, as they were filtered.</summary>
internal static class DownloadClients
{
    public static async Task<IResult> Serve(ClientList clients, IStringLocalizer<ClientsTexts> words, string? format, string? q, string? status, string? sort, CancellationToken stop) =>
        await Download.Send(format, words["title"], await clients.Find(q, ClientList.IsActive(status), sort, stop),
        [
            new(words["name"], r => r.Name, Width: 36),
            new(words["code"], r => r.Code),
            new(words["open-queues"], r => (long)r.OpenQueues, SheetType.Whole),
            new(words["open-items"], r => r.OpenItems, SheetType.Whole),
            new(words["status"], r => words[r.Active ? "active" : "inactive"].Value),
        ], stop);
}
