using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Reads every file under a folder as an import would, and says what happened to each: read, refused with its sentence, or, which must
/// never be, crashed or gone on for more than a minute. Usage: sheets DIRECTORY [--out results.json] [--password WORD]
/// </summary>
internal static class SheetsVerb
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static async Task<Measured> Run(string[] args)
    {
        var folder = Path.GetFullPath(args[0]);
        var options = new Options(args);
        List<SheetReport> reports = [];
        await using var reader = new SheetReader(options.Text("--password"));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var report = await reader.Read(file, Longest) with { File = Path.GetRelativePath(folder, file) };
            Console.WriteLine(Line(report));
            reports.Add(report);
        }

        if (options.Text("--out") is { } path)
        {
            await File.WriteAllTextAsync(path, JsonSerializer.Serialize(reports, Json));
        }

        var measured = new Measured();
        measured.AtLeast("files", reports.Count, 1);
        measured.Add("read", reports.Count(r => r.Outcome == SheetReport.Read));
        measured.Add("refused", reports.Count(r => r.Outcome == SheetReport.Refused));
        measured.AtMost("crashed", reports.Count(r => r.Outcome == SheetReport.Crashed), 0);
        measured.AtMost("longest_ms", reports.Select(r => r.Milliseconds).DefaultIfEmpty().Max(), Longest.TotalMilliseconds, "ms");
        return measured;
    }

    private static string Line(SheetReport report)
    {
        var what = report.Outcome == SheetReport.Read
            ? string.Join(" | ", report.Sheets.Select(s => $"{s.Name}{(s.Hidden ? " (hidden)" : "")}: {s.Rows} x {s.Columns}"))
            : $"{report.Code}: {report.Sentence}";
        return string.Create(CultureInfo.InvariantCulture, $"{report.Outcome,-8} {report.Milliseconds,7} ms  {report.File}  {what}");
    }
}

/// <summary>What happened to one file.</summary>
internal sealed record SheetReport(string File, string Outcome, IReadOnlyList<SheetSize> Sheets, string? Code, string? Sentence, long Milliseconds)
{
    public const string Read = "read";
    public const string Refused = "refused";
    public const string Crashed = "crashed";
}

/// <summary>A sheet as it was read: its rows that hold anything, and the columns of its widest.</summary>
internal sealed record SheetSize(string Name, int Rows, int Columns, bool Hidden);
