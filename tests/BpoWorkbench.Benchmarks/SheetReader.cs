using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Platform.Imports.Reading;
using BpoWorkbench.Shell;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>A process of its own that reads files, one after the other; it is killed and begun anew where one takes too long or ends it.</summary>
internal sealed class SheetReader(string? password) : IAsyncDisposable
{
    /// <summary>What the process is called by, instead of a verb.</summary>
    public const string Word = "sheet-reader";

    private Process? _process;

    public async Task<SheetReport> Read(string path, TimeSpan atMost)
    {
        _process ??= Start();
        var clock = Stopwatch.StartNew();
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(path));
        await _process.StandardInput.FlushAsync();
        var answer = _process.StandardOutput.ReadLineAsync();
        var inTime = await Task.WhenAny(answer, Task.Delay(atMost)) == answer;
        if (inTime && await answer is { } line)
        {
            return JsonSerializer.Deserialize<SheetReport>(line)!;
        }

        await DisposeAsync();
        return new SheetReport(path, SheetReport.Crashed, [], null, inTime ? "The process ended." : "It took too long.", clock.ElapsedMilliseconds);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }
    }

    /// <summary>What runs in that process.</summary>
    public static async Task Work(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es-ES");
        await using var services = new ServiceCollection().AddLogging().AddLocalization()
            .AddSingleton(new RefusalTexts(typeof(ReadingTexts))).AddSingleton(new RefusalTexts(typeof(ImportTexts))).AddSingleton<Sentences>().BuildServiceProvider();
        var sentences = services.GetRequiredService<Sentences>();
        while (await Console.In.ReadLineAsync() is { } line)
        {
            Console.WriteLine(JsonSerializer.Serialize(Report(JsonSerializer.Deserialize<string>(line)!, args.FirstOrDefault(), sentences)));
        }
    }

    private static SheetReport Report(string path, string? password, Sentences sentences)
    {
        var clock = Stopwatch.StartNew();
        try
        {
            return new SheetReport(path, SheetReport.Read, Sheets(path, password), null, null, clock.ElapsedMilliseconds);
        }
        catch (Refusal refusal)
        {
            return new SheetReport(path, SheetReport.Refused, [], refusal.Code, sentences.For(refusal), clock.ElapsedMilliseconds);
        }
        catch (Exception exception)
        {
            return new SheetReport(path, SheetReport.Crashed, [], null, exception.ToString(), clock.ElapsedMilliseconds);
        }
    }

    private static List<SheetSize> Sheets(string path, string? password)
    {
        using var file = SheetFile.Open(File.OpenRead(path), Path.GetFileName(path), password: password);
        var sheets = file.Sheets.Select(sheet =>
        {
            var (rows, columns) = (0, 0);
            foreach (var row in file.Rows(sheet.Index))
            {
                (rows, columns) = (rows + 1, Math.Max(columns, row.Cells.Length));
            }

            return new SheetSize(sheet.Name, rows, columns, sheet.IsHidden);
        }).ToList();
        if (sheets.Exists(sheet => sheet.Rows > 0))
        {
            // What the page proposes of it must not fail either.
            _ = ColumnGuess.Of(file, SheetPreview.Of(file, sheets.FindIndex(sheet => sheet.Rows > 0)));
        }

        return sheets;
    }

    private Process Start()
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(SheetReader).Assembly.Location, Word, password }.OfType<string>())
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
