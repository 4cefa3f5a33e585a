using System.Collections.Concurrent;
using BpoWorkbench.Domain;

namespace BpoWorkbench.Features.People;

/// <summary>Rows that were just sent in, until the page of whoever sent them fetches them.</summary>
public sealed class UploadedPeople(TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<Guid, (long PersonId, DateTime At, List<PersonLine> Lines)> _waiting = new();

    public Guid Put(long personId, List<PersonLine> lines)
    {
        foreach (var (old, _) in _waiting.Where(w => w.Value.At < time.Now() - Kept))
        {
            _waiting.TryRemove(old, out _);
        }

        var ticket = Guid.NewGuid();
        _waiting[ticket] = (personId, time.Now(), lines);
        return ticket;
    }

    /// <summary>Once, and only by the person who sent them.</summary>
    public List<PersonLine> Take(long personId, Guid ticket) =>
        _waiting.TryRemove(ticket, out var found) && found.PersonId == personId ? found.Lines : throw new Refusal("access.denied");
}
