using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Email.Showing;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Mime;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>
/// What of a message a browser asks for by itself: the message, its layout, the files it carries. All of it was written by a stranger: a
/// layout is cleaned and shut into a frame that asks nothing of the network; a file is only ever saved, but for pictures that are some. Of
/// an infected message only the layout is given, without its pictures.
/// </summary>
public sealed class EmailContent(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, FileStore files)
{
    private const string Bytes = "application/octet-stream";
    private const int MostPictures = 200;

    public async Task<IResult> Source(long id, CancellationToken stop) =>
        Results.File(files.Open(await Clean(id, stop)), Bytes, $"{id}.eml");

    /// <param name="images">Whether pictures may be fetched from where the sender keeps them.</param>
    public async Task<IResult> Layout(long id, bool images, HttpContext http, CancellationToken stop)
    {
        var pictures = new Dictionary<string, MemoryStream>(StringComparer.OrdinalIgnoreCase);
        var (file, isInfected, _) = await Find(id, stop);
        using var content = files.Open(file);
        var mail = MailReader.Read(content, open: head => !isInfected && head.ContentId is { } name && !pictures.ContainsKey(name) && pictures.Count < MostPictures ? pictures[name] = new() : null);
        var safe = SafeHtml.Of(mail.Html ?? "", images, name => pictures.TryGetValue(name, out var picture) ? Picture(picture.ToArray()) : null);
        http.Response.Headers.ContentSecurityPolicy = $"frame-ancestors 'self'; sandbox {ShownHtml.Sandbox}";
        http.Response.Headers.CacheControl = "private, no-store";
        return Results.Content(safe.Document, "text/html", Encoding.UTF8);
    }

    public async Task<IResult> File(long id, int number, CancellationToken stop)
    {
        var (name, content) = await Carried(id, number, stop);
        return Results.File(content, Bytes, name);
    }

    /// <summary>A file as a browser shows it by itself, where its bytes are those of a picture or a PDF; otherwise it is only saved.</summary>
    public async Task<IResult> Show(long id, int number, HttpContext http, CancellationToken stop)
    {
        var (name, content) = await Carried(id, number, stop);
        var first = new byte[DisplayedFile.Looked];
        var shown = DisplayedFile.Of(first.AsSpan(0, await content.ReadAtLeastAsync(first, first.Length, false, stop)), content.Length);
        content.Position = 0;
        foreach (var (header, value) in shown.Headers(name))
        {
            http.Response.Headers[header] = value;
        }

        return Results.Stream(content, shown.ContentType);
    }

    private async Task<(StoredFile File, bool IsInfected, string? Found)> Find(long id, CancellationToken stop)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var found = await (from message in db.Emails.AsNoTracking() where message.Id == id join stored in db.Files on message.FileId equals stored.Id select new { stored, message.Scan, message.ScanSays }).SingleOrDefaultAsync(stop);
        return found is not null && EmailSight.Allows(scope, found.stored.ClientId) ? (found.stored, found.Scan == Scan.Infected, found.ScanSays) : throw new Refusal("file.unknown");
    }

    private async Task<StoredFile> Clean(long id, CancellationToken stop) =>
        await Find(id, stop) is var (file, isInfected, found) && !isInfected ? file : throw new Refusal("file.infected", found ?? "");

    private async Task<(string Name, Stream Content)> Carried(long id, int number, CancellationToken stop)
    {
        using var source = files.Open(await Clean(id, stop));
        MailAttachment? found = null;
        var content = await ScratchFile.Written(to =>
        {
            found = MailReader.Read(source, open: head => head.Number == number ? new LeftOpen(to) : null).Attachments.FirstOrDefault(a => a.Number == number);
            return found is null ? throw new Refusal("file.unknown") : Task.CompletedTask;
        });
        return (string.IsNullOrWhiteSpace(found!.Name) ? $"{id}-{number}" : found.Name, content);
    }

    // A frame without an origin fetches nothing from here: what a layout shows goes along with it.
    private static string? Picture(byte[] content) => DisplayedFile.Of(content, content.Length) is { Kind: DisplayedKind.Image } shown ? $"data:{shown.ContentType};base64,{Convert.ToBase64String(content)}" : null;
}
