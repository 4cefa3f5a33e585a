using System.IO.Compression;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Mime;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Features.Email;

/// <summary>What became of the messages of a file.</summary>
/// <param name="Known">Had come before.</param>
/// <param name="Refused">Too large, or nothing at all.</param>
/// <param name="Left">The first of those: the file of the zip, and which in a file of several.</param>
public sealed record BroughtMail(int Taken, int Joined, int Sifted, int Known, int Refused, IReadOnlyList<string> Left);

/// <summary>
/// Takes the messages of a file into a mailbox: one message, a mailbox of them (RFC 4155), or a zip of either. Cut off in the middle it is
/// sent again, and those that are there already stay what they are.
/// </summary>
public sealed class BringMessages(TakeEmail take, MailboxDetails details, IOptions<EmailLimits> limits)
{
    private const int MostEntries = 100_000;
    private const int MostNamed = 20;

    /// <exception cref="Refusal">queue.unknown; email.no-mailbox; queue.closed; email.zip.</exception>
    public async Task<BroughtMail> Run(long queueId, Stream content, CancellationToken stop)
    {
        var head = await details.Head(queueId, stop) ?? throw new Refusal("queue.unknown");
        var address = head.Address ?? throw new Refusal("email.no-mailbox", head.Queue);
        var room = limits.Value.UploadBytes;
        var said = new Dictionary<string, int>(StringComparer.Ordinal);
        List<string> left = [];
        await using var file = await ScratchFile.Written(to => content.CopyToAsync(to, stop));
        if (IsZip(file))
        {
            await Unpack(file);
        }
        else
        {
            await TakeAll(file, "");
        }

        return new(Count("taken"), Count("joined"), Count("sifted"), Count("known"), Count("refused"), left);

        int Count(string result) => said.GetValueOrDefault(result);

        void Refused(string name)
        {
            said["refused"] = Count("refused") + 1;
            if (left.Count < MostNamed)
            {
                left.Add(name);
            }
        }

        async Task Unpack(Stream zipped)
        {
            using var zip = Opened(zipped);
            foreach (var entry in zip.Entries.Where(e => e.Name.Length > 0))
            {
                await using var one = await Bounded(entry);
                if (one is null)
                {
                    Refused(entry.FullName);
                    continue;
                }

                await TakeAll(one, entry.FullName);
            }
        }

        // What is inflated is counted as it comes, of all together: what the zip says of its sizes is its sender's word.
        async Task<Stream?> Bounded(ZipArchiveEntry entry)
        {
            try
            {
                await using var packed = await entry.OpenAsync(stop);
                var one = await ScratchFile.Written(to => TakeEmail.CopyAtMost(packed, to, room, stop));
                room -= one.Length;
                return one;
            }
            catch (Exception failure) when (failure is Refusal or InvalidDataException or NotSupportedException)
            {
                return null;
            }
        }

        async Task TakeAll(Stream messages, string name)
        {
            var isMbox = MailReader.IsMbox(messages);
            IEnumerable<Stream?> each = isMbox ? MailReader.SplitMbox(messages, new() { MessageBytes = limits.Value.MessageBytes }) : [messages];
            var number = 0;
            foreach (var message in each)
            {
                number++;
                try
                {
                    var result = message is null ? throw new Refusal("file.too-large") : (await take.Run(head.ClientId, address, message, stop)).Result;
                    said[result] = Count(result) + 1;
                }
                catch (Refusal refusal) when (refusal.Code is "email.empty" or "file.too-large")
                {
                    Refused(isMbox ? $"{name} #{number}".TrimStart() : name);
                }
            }
        }
    }

    private static bool IsZip(Stream file)
    {
        Span<byte> start = stackalloc byte[4];
        var read = file.ReadAtLeast(start, 4, false);
        file.Position = 0;
        return read == 4 && start.SequenceEqual("PK\x03\x04"u8);
    }

    private static ZipArchive Opened(Stream file)
    {
        try
        {
            var zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MostEntries ? zip : throw new Refusal("email.zip", MostEntries);
        }
        catch (InvalidDataException)
        {
            throw new Refusal("email.zip", MostEntries);
        }
    }
}
