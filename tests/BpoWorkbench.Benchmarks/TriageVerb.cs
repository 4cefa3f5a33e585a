using System.Diagnostics;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Platform.Triage;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Learns categories from the messages of one file and suggests those of another. Both have a column text and a column category, in any
/// order; a column subject is taken where there is one. Usage: triage TRAIN.csv TEST.csv
/// </summary>
internal static class TriageVerb
{
    private static readonly TimeSpan Timed = TimeSpan.FromSeconds(3);

    public static Task<Measured> Run(string[] args)
    {
        if (args.Length < 2)
        {
            throw new InvalidOperationException("Which files? triage TRAIN.csv TEST.csv");
        }

        var (train, test) = (Read(args[0]), Read(args[1]));
        var start = Stopwatch.GetTimestamp();
        var trained = TriageTrainer.Train(train);
        var took = Stopwatch.GetElapsedTime(start);
        var bytes = trained.ToBytes();
        var model = TriageModel.FromBytes(bytes);
        var outcomes = test.ConvertAll(t => TriageOutcome.Of(t.Category, model.Predict(t.Text, t.Subject)));
        var bayes = new NaiveBayes(train);

        var measured = new Measured();
        measured.Add("accuracy", TriageFigures.Accuracy(outcomes).Value!.Value);
        measured.Add("top3_accuracy", TriageFigures.Top(outcomes, 3).Value!.Value);
        measured.AtMost("calibration_error", TriageFigures.CalibrationError(outcomes), 0.03);
        measured.Add("calibration_error_by_chance", ByChance(outcomes));
        measured.Add("mean_confidence", outcomes.Average(o => o.Confidence));
        measured.Add("accuracy_of_naive_bayes", test.Average(t => bayes.Guess(t.Text) == t.Category ? 1 : 0));
        measured.Add("microseconds_per_message", EachOf(test, model).TotalMicroseconds, "us");
        measured.Add("train_seconds", took.TotalSeconds, "s");
        measured.Add("model_mb", bytes.Length / (double)(1 << 20), "MiB");
        measured.Add("train_rows", train.Count);
        measured.Add("test_rows", test.Count);
        measured.Add("classes", model.Categories.Count);
        return Task.FromResult(measured);
    }

    // What the error comes to with so many messages where each confidence is exactly right.
    private static double ByChance(List<TriageOutcome> outcomes)
    {
        var random = new Random(1);
        return Enumerable.Range(0, 20).Average(_ => TriageFigures.CalibrationError(
            outcomes.ConvertAll(o => o with { Decided = random.NextDouble() < o.Confidence ? o.Suggested[0] : $"not {o.Suggested[0]}" })));
    }

    // The middle of several passes over all: what else the machine does must not count.
    private static TimeSpan EachOf(List<TriageDecision> messages, TriageModel model)
    {
        List<TimeSpan> passes = [];
        for (var start = Stopwatch.GetTimestamp(); passes.Count == 0 || Stopwatch.GetElapsedTime(start) < Timed;)
        {
            var pass = Stopwatch.GetTimestamp();
            messages.ForEach(m => model.Predict(m.Text, m.Subject));
            passes.Add(Stopwatch.GetElapsedTime(pass) / messages.Count);
        }

        return passes.Order().ElementAt(passes.Count / 2);
    }

    private static List<TriageDecision> Read(string path)
    {
        using var stream = File.OpenRead(path);
        var rows = new TextSource(stream, Path.GetFileName(path), new ReadingLimits()).Rows(0).GetEnumerator();
        var header = rows.MoveNext() ? rows.Current.Cells.Select(c => TextFolding.Fold(c as string ?? "").Trim('\uFEFF', ' ')).ToList() : [];
        var (text, category, subject) = (header.IndexOf("text"), header.IndexOf("category"), header.IndexOf("subject"));
        if (text < 0 || category < 0)
        {
            throw new InvalidDataException($"{path} needs a column text and a column category; it has {string.Join(", ", header)}.");
        }

        List<TriageDecision> decisions = [];
        while (rows.MoveNext())
        {
            if (Cell(rows.Current, category) is { Length: > 0 } decided)
            {
                decisions.Add(new TriageDecision(Cell(rows.Current, text), decided, Cell(rows.Current, subject)));
            }
        }

        return decisions.Count > 0 ? decisions : throw new InvalidDataException($"{path} has no row with a category.");
    }

    private static string Cell(SheetRow row, int column) => column >= 0 && column < row.Cells.Length ? (row.Cells[column] as string ?? "").Trim() : "";
}
