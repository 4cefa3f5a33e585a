using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using BpoWorkbench.Platform.Attendance;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Benchmarks;

/// <summary>The program in a process of its own, whose agents claim and complete as fast as they can and say so, until it is killed.</summary>
internal sealed class KilledWorker : IAsyncDisposable
{
    /// <summary>What the process is called by, instead of a verb.</summary>
    public const string Word = "killed-worker";

    private readonly Process _process;
    private readonly ConcurrentDictionary<long, bool> _items = new();

    private KilledWorker(Process process) => _process = process;

    /// <summary>What it said is done.</summary>
    public IEnumerable<long> Done => _items.Where(i => i.Value).Select(i => i.Key);

    /// <summary>What it said it has, and not that it is done.</summary>
    public IEnumerable<long> Held => _items.Where(i => !i.Value).Select(i => i.Key);

    /// <summary>Starts it, and waits until its first item is done.</summary>
    public static async Task<KilledWorker> Start(IEnumerable<string> arguments, long[] agents)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, UseShellExecute = false };
        foreach (var argument in new[] { typeof(KilledWorker).Assembly.Location, Word, string.Join(',', agents) }.Concat(arguments))
        {
            start.ArgumentList.Add(argument);
        }

        var worker = new KilledWorker(Process.Start(start)!);
        var working = new TaskCompletionSource();
        worker._process.OutputDataReceived += (_, said) => worker.Hear(said.Data, working);
        worker._process.BeginOutputReadLine();
        await Task.WhenAny(working.Task, worker._process.WaitForExitAsync());
        return working.Task.IsCompleted ? worker : throw new InvalidOperationException("The worker ended before it was killed, or ran out of work.");
    }

    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    /// <summary>What runs in that process.</summary>
    public static async Task Work(string[] args)
    {
        await using var floor = await Floor.Join(args[1..]);
        await Task.WhenAll(args[0].Split(',').Select(id => long.Parse(id, CultureInfo.InvariantCulture)).Select(agent => Work(floor, agent)));
    }

    private static async Task Work(Floor floor, long agent)
    {
        await using var desk = await floor.Desk(agent);
        await desk.Get<SeeAgent>().Run(online: true);
        while (await desk.Next() is { } item)
        {
            Say('h', item);
            await desk.Get<OpenItem>().Run(item);
            await desk.Finish(item);
            Say('d', item);
        }
    }

    private static void Say(char what, long item) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}{item}"));

    private void Hear(string? line, TaskCompletionSource working)
    {
        if (line is [var what, .. var id] && long.TryParse(id, CultureInfo.InvariantCulture, out var item))
        {
            _items[item] = what == 'd';
            if (what == 'd')
            {
                working.TrySetResult();
            }
        }
    }
}
