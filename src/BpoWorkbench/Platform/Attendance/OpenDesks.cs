using System.Collections.Concurrent;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Platform.Attendance;

/// <summary>
/// The desks that are open at this node, and the item on each. A page that was lost is closed minutes later: it must neither stand up who
/// sits at another by then, nor stop the time of what lies there.
/// </summary>
public sealed class OpenDesks
{
    private readonly ConcurrentDictionary<PersonCircuit, long> _desks = new();

    /// <param name="itemId">0 where nothing lies on it.</param>
    public void Shows(PersonCircuit page, long itemId) => _desks[page] = itemId;

    /// <returns>What lies on the other desks of the same person that can be reached; empty where this was the last.</returns>
    public IReadOnlyList<long> Close(PersonCircuit page)
    {
        _desks.TryRemove(page, out _);
        return [.. _desks.Where(d => d.Key.PersonId == page.PersonId && d.Key.IsConnected).Select(d => d.Value)];
    }
}
