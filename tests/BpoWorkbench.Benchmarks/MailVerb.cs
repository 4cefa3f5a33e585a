using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Reads every message under a folder, those in mboxes too, and says what is in each; files that are no mail are named with why. None may
/// crash or go on for more than a minute. Fragments of one message that lie in one folder are shown whole as well. Attachments are decoded,
/// counted and hashed, and written nowhere.
/// Usage: mail DIRECTORY [--out results.json]
/// </summary>
internal static class MailVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        MaxDepth = 256,
    };

    public static async Task<Measured> Run(string[] args)
    {
        var folder = Path.GetFullPath(args[0]);
        List<MailFile> files = [];
        List<double> times = [];
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var clock = Stopwatch.StartNew();
            var file = await InTime(path) with { File = Path.GetRelativePath(folder, path) };
            times.Add(clock.Elapsed.TotalMilliseconds);
            Console.WriteLine(Line(file, times[^1]));
            files.Add(file);
        }

        foreach (var whole in MailFile.Whole(folder, files).ToList())
        {
            Console.WriteLine(Line(whole, 0));
            files.Add(whole);
        }

        if (new Options(args).Text("--out") is { } to)
        {
            await File.WriteAllTextAsync(to, JsonSerializer.Serialize(files, Json));
        }

        var measured = new Measured();
        measured.AtLeast("files", files.Count(f => f.Outcome != MailFile.Joined), 1);
        measured.Add("messages", files.Sum(f => f.Count));
        measured.Add("joined", files.Count(f => f.Outcome == MailFile.Joined));
        measured.Add("skipped", files.Count(f => f.Outcome == MailFile.Skipped));
        measured.Add("messages_per_second", Again(folder, files));
        measured.AtMost("crashed", files.Count(f => f.Outcome == MailFile.Crashed), 0);
        measured.AtMost("hung", files.Count(f => f.Outcome == MailFile.Hung), 0);
        measured.AtMost("longest_ms", times.DefaultIfEmpty().Max(), Longest.TotalMilliseconds, "ms");
        return measured;
    }

    // The first time compiles; how fast it is shows the second.
    private static double Again(string folder, List<MailFile> files)
    {
        var read = 0;
        var clock = Stopwatch.StartNew();
        foreach (var file in files.Where(f => f.Outcome is MailFile.Single or MailFile.Mbox))
        {
            read += MailFile.Read(Path.Combine(folder, file.File)).Count;
        }

        return read / clock.Elapsed.TotalSeconds;
    }

    // One that hangs is left behind; those after it are read beside it.
    private static async Task<MailFile> InTime(string path)
    {
        var reading = Task.Run(() => MailFile.Read(path));
        return await Task.WhenAny(reading, Task.Delay(Longest)) == reading ? await reading : new MailFile { Outcome = MailFile.Hung, Error = "It took too long." };
    }

    private static string Line(MailFile file, double milliseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{file.Outcome,-8} {milliseconds,9:0.0} ms {file.Count,5}  {file.File}  {file.Error ?? file.Subject}");
}
