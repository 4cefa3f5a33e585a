using System.Globalization;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Wallboard;

/// <summary>
/// One reading for all wallboards of this node that show the same: a change reaches them together, and each would ask the database the
/// same questions. What is read is what somebody sees who has the floor of just those clients.
/// </summary>
public sealed class SharedFloors(ScopedWork work)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Asked, Reading> _last = [];

    /// <param name="clients">Those whose floor the reader sees.</param>
    /// <param name="only">Some of them; null for all.</param>
    /// <returns>The floor as it was after this was called.</returns>
    public Task<Floor> Read(long[] clients, IReadOnlyCollection<long>? only, CancellationToken stop)
    {
        var asked = new Asked(Say(clients), only is null ? null : Say(only), CultureInfo.CurrentCulture.Name, CultureInfo.CurrentUICulture.Name);
        Reading reading;
        lock (_gate)
        {
            // One that has begun may have passed by what this reader was just told of.
            if (_last.GetValueOrDefault(asked) is { Begun: false } next)
            {
                reading = next;
            }
            else
            {
                reading = new Reading(_last.GetValueOrDefault(asked));
                _last[asked] = reading;
                reading.Start(() => Take(asked, reading, clients, only));
            }
        }

        return reading.Floor.WaitAsync(stop);
    }

    private async Task<Floor> Take(Asked asked, Reading reading, long[] clients, IReadOnlyCollection<long>? only)
    {
        lock (_gate)
        {
            reading.Begun = true;
        }

        try
        {
            Floor? floor = null;
            await work.AsOneWho(Permissions.Floor, clients, async services => floor = await services.GetRequiredService<FloorBoard>().Read(only));
            return floor!;
        }
        finally
        {
            lock (_gate)
            {
                if (_last[asked] == reading)
                {
                    _last.Remove(asked);
                }
            }
        }
    }

    private static string Say(IReadOnlyCollection<long> ids) => string.Join(',', ids.Order());

    private sealed record Asked(string Clients, string? Only, string Culture, string Texts);

    /// <summary>One reading, which begins when the one before it has ended.</summary>
    private sealed class Reading(Reading? before)
    {
        private readonly Task _before = before?.Floor ?? Task.CompletedTask;

        public bool Begun { get; set; }

        public Task<Floor> Floor { get; private set; } = null!;

        // Apart from the page that asked first: it may be gone before the others are.
        public void Start(Func<Task<Floor>> take) => Floor = Task.Run(async () =>
        {
            await _before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return await take();
        });
    }
}
