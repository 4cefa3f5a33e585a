using BpoWorkbench.Domain;
using BpoWorkbench.Features.Email.Showing;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Features.Email;

/// <summary>What a page shows of a message.</summary>
/// <param name="Text">In runs, of which what is quoted and signed is folded.</param>
/// <param name="Fragment">Where it is a piece of a message that was sent in several.</param>
/// <param name="Checked">What the server that took it last found of its sender: what stands further down anybody may have written.</param>
public sealed record ReadMessage(FoldedText Text, bool HasHtml, IReadOnlyList<CarriedFile> Files, MailFragment? Fragment, AuthenticationResults? Checked);

/// <summary>Messages as they were read, the last of them kept for as long as a page is open: a message never changes.</summary>
public sealed class ReadMail(FileStore files)
{
    // In characters: most messages have a thousand.
    private const int Most = 1_000_000;
    private const int MostOfOne = 200_000;
    private readonly Dictionary<long, ReadMessage> _kept = [];
    private int _size;

    public ReadMessage Of(StoredFile file)
    {
        if (_kept.TryGetValue(file.Id, out var known))
        {
            return known;
        }

        using var content = files.Open(file);
        Dictionary<int, FirstBytes> first = [];
        var mail = MailReader.Read(content, open: head => first[head.Number] = new());
        var read = new ReadMessage(FoldedText.Of(IncomingEmail.TextOf(mail)), mail.Html is not null,
            [.. mail.Attachments.Select(a => new CarriedFile(a.Number, a.Name ?? "", a.Type, a.Size, a.Kind, DisplayedFile.Of(first[a.Number].Kept, a.Size).Kind))], mail.Fragment, mail.AuthenticationResults.FirstOrDefault());
        var size = read.Text.Parts.Sum(p => p.Text.Length);
        if (size > MostOfOne)
        {
            return read;
        }

        if (_size + size > Most)
        {
            _kept.Clear();
            _size = 0;
        }

        _size += size;
        return _kept[file.Id] = read;
    }
}
