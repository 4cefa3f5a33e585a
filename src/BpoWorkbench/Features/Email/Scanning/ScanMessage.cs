using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Files.Scanning;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Features.Email.Scanning;

/// <summary>
/// Looks for viruses in a message: in the whole as it came, and in each file as people would have it, for the scanner may read what was
/// made to mislead it otherwise than we do.
/// </summary>
public sealed class ScanMessage(VirusScanner scanner)
{
    /// <summary>Of one that comes in: it waits for the scanner, but not for one that was away just now.</summary>
    public async Task<ScanAnswer> Incoming(Stream content, CancellationToken stop) =>
        !scanner.IsThere ? new(null, null) : scanner.IsAway ? new(null, VirusScanner.Away) : await Run(content, scanner.Patience, stop);

    /// <param name="patience">For the whole of it.</param>
    public async Task<ScanAnswer> Run(Stream content, TimeSpan patience, CancellationToken stop)
    {
        var until = Environment.TickCount64 + (long)patience.TotalMilliseconds;
        content.Position = 0;
        var answer = await scanner.Scan(content, content.Length, patience, stop);
        if (answer.Result != Scan.Clean)
        {
            return answer;
        }

        await using var files = ScratchFile.Open();
        foreach (var (start, end) in Unpacked(content, files).Where(file => file.End > file.Start))
        {
            files.Position = start;
            var left = until - Environment.TickCount64;
            answer = left > 0 ? await scanner.Scan(files, end - start, TimeSpan.FromMilliseconds(left), stop) : new(null, VirusScanner.Away);
            if (answer.Result != Scan.Clean)
            {
                return answer;
            }
        }

        return answer;
    }

    // One after the other in one file: there may be a thousand.
    private static IEnumerable<(long Start, long End)> Unpacked(Stream content, Stream to)
    {
        content.Position = 0;
        List<long> starts = [];
        try
        {
            MailReader.Read(content, open: _ =>
            {
                starts.Add(to.Position);
                return new LeftOpen(to);
            });
        }
        catch (Refusal)
        {
            // No message that anybody could take a file from.
        }

        return starts.Zip(starts.Skip(1).Append(to.Position));
    }
}
