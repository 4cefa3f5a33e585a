using System.Data.Common;
using System.Diagnostics;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Items;
using BpoWorkbench.Features.Queues;
using BpoWorkbench.Platform.Queues;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// The lists a supervisor looks at, over very many items: a page, filters, searches, and a thousand items cancelled at once. On
/// PostgreSQL the plan of each page's statement is asked for too, as the role that row-level security holds: none may read the whole
/// table. Usage: board [--database Sqlite|Postgres] [--backlog 1000000] [--rounds 5]
/// </summary>
internal static class BoardVerb
{
    private const int Queues = 10;
    private const int AtOnce = 1_000;
    private const double Limit = 1_000;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--backlog", 1_000_000), options.Number("--rounds", 5), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int backlog, int rounds, Measured measured)
    {
        await using var floor = await Floor.Start(database);
        var supervisor = await floor.NewPerson("Marta", Role.Supervisor, floor.Client);
        List<Queue> queues = [];
        for (var i = 1; i <= Queues; i++)
        {
            queues.Add(await floor.Queue($"Cola {i}", [], backlog / Queues));
        }

        List<Queue> doomed = [];
        for (var i = 0; i < rounds; i++)
        {
            doomed.Add(await floor.Queue($"Sobra {i}", [], AtOnce));
        }

        if (database == Database.Postgres)
        {
            await floor.AsSystem(db => db.OutsideTransaction(() => db.Database.ExecuteSqlRawAsync("VACUUM ANALYZE")));
        }

        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        await using var desk = await floor.Desk(supervisor);
        var (items, ofQueue) = (desk.Get<ItemList>(), desk.Get<QueueItems>());
        foreach (var (what, ask) in new (string, Func<Task>)[]
        {
            ("page", () => items.Find(new ItemFilter(), 1)),
            ("page_100", () => items.Find(new ItemFilter(), 100)),
            ("open", () => items.Find(new ItemFilter { State = ItemFilter.Open }, 1)),
            ("overdue", () => items.Find(new ItemFilter { Overdue = true }, 1)),
            ("queue_ready", () => items.Find(new ItemFilter { Queue = queues[3].Id, State = "ready" }, 1)),
            ("queue_page", () => ofQueue.Find(new ItemsAsked(queues[3].Id, null, null, null, 1), default)),
            ("search", () => items.Find(new ItemFilter { Text = "persona 4321" }, 1)),
            ("search_queue", () => ofQueue.Find(new ItemsAsked(queues[3].Id, "4321", "all", null, 1), default)),
        })
        {
            using var statements = new Statements();
            await ask();
            if (database == Database.Postgres)
            {
                measured.AtMost($"{name}_{what}_whole_table_reads", await statements.WholeTableReads(floor), 0);
            }

            Times times = new();
            for (var i = 0; i < rounds; i++)
            {
                await times.Take(ask);
            }

            measured.AtMost($"{name}_{what}_ms", times.Median, Limit, "ms");
        }

        Times cancelling = new();
        foreach (var queue in doomed)
        {
            await desk.Get<SteerQueue>().CancelWhatIsLeft(queue.Id);
            await cancelling.Take(() => floor.Services.GetRequiredService<CancelWhatIsLeft>().Run(default));
            await floor.AsSystem(async db =>
            {
                if (await db.WorkItems.AnyAsync(i => i.QueueId == queue.Id && i.State != WorkState.Cancelled))
                {
                    throw new InvalidOperationException("Something was left.");
                }
            });
        }

        measured.AtMost($"{name}_bulk_{AtOnce}_ms", cancelling.Median, Limit, "ms");
    }

    /// <summary>The pages' statements as they went to the database, to be asked for their plans.</summary>
    private sealed class Statements : IDisposable, IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private readonly List<(string Text, List<(string Name, object Value)> Values)> _seen = [];
        private readonly List<IDisposable> _listening = [];

        public Statements() => _listening.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>How many of the statements that read a page read all of the table for it, as the ordinary role sees it.</summary>
        public async Task<int> WholeTableReads(Floor floor)
        {
            var pages = _seen.Where(s => s.Text.Contains("\"WorkItem\"", StringComparison.Ordinal) && s.Text.Contains("LIMIT", StringComparison.Ordinal)).ToList();
            if (pages.Count == 0)
            {
                throw new InvalidOperationException("No page was read.");
            }

            var whole = 0;
            await floor.AsClient(async db =>
            {
                await db.Database.OpenConnectionAsync();
                foreach (var (text, values) in pages)
                {
                    await using var command = db.Command("EXPLAIN " + text, [.. values]);
                    await using var plan = await command.ExecuteReaderAsync();
                    while (await plan.ReadAsync())
                    {
                        whole += plan.GetString(0).Contains("Seq Scan on \"WorkItem\"", StringComparison.Ordinal) ? 1 : 0;
                    }
                }
            });
            return whole;
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _listening.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuting.Name && value.Value is CommandEventData { Command: { } command })
            {
                lock (_seen)
                {
                    _seen.Add((command.CommandText, [.. command.Parameters.Cast<DbParameter>().Select(p => (p.ParameterName, p.Value!))]));
                }
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _listening.ForEach(l => l.Dispose());
    }
}
