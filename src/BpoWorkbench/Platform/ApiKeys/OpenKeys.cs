using System.Collections.Concurrent;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>The connections that are open by a key, so that one that is revoked is cut at once.</summary>
public sealed class OpenKeys(IConfiguration configuration)
{
    private readonly int _most = configuration.GetValue("ApiKeys:OpenPerKey", 100);
    private readonly ConcurrentDictionary<string, (long Key, Action Cut)> _open = new(StringComparer.Ordinal);

    /// <summary>A key was revoked at this node; the others hear of it from here.</summary>
    public event EventHandler<long>? RevokedHere;

    /// <returns>False where as many are open by the key as may be, at this node.</returns>
    public bool Add(string connection, long key, Action cut) =>
        _open.Values.Count(o => o.Key == key) < _most && _open.TryAdd(connection, (key, cut));

    public void Remove(string connection) => _open.TryRemove(connection, out _);

    public void Revoked(long key)
    {
        RevokedHere?.Invoke(this, key);
        Cut(key);
    }

    /// <summary>What was told at another node.</summary>
    public void Cut(long key) => Cut(_open.Values.Where(o => o.Key == key));

    /// <summary>Nobody knows what was revoked meanwhile: all show their keys again.</summary>
    public void CutAll() => Cut(_open.Values);

    private static void Cut(IEnumerable<(long Key, Action Cut)> open)
    {
        foreach (var (_, cut) in open)
        {
            cut();
        }
    }
}
