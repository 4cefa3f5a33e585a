using System.Reflection;
using System.Text.Json;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Changes;

/// <summary>What a form starts from: the values, the version they are of, and where the history stood.</summary>
public sealed record Snapshot<T>(ChangeSubject Subject, T Values, long Version, long LastChange);

/// <summary>
/// A form on something that others may be changing too. Whoever saves second is told who changed what; what they typed stays, what
/// they left alone becomes what the other made of it, and saving again is then their decision.
/// </summary>
public sealed class Edit<T>(Snapshot<T> seen)
    where T : class
{
    private static readonly PropertyInfo[] Fields = [.. typeof(T).GetProperties().Where(p => p is { CanRead: true, CanWrite: true })];

    private Snapshot<T> _seen = seen;

    /// <summary>What is on screen.</summary>
    public T Mine { get; } = Copy(seen.Values);

    public long Version => _seen.Version;

    public ChangeSubject Subject => _seen.Subject;

    /// <summary>Set once a save found that others had been there first: what they changed comes after this line of the history.</summary>
    public long? MeanwhileAfter { get; private set; }

    public bool Changed => Fields.Any(f => !Same(f, _seen.Values, Mine));

    /// <summary>True when saved; false when someone else had been there first.</summary>
    public async Task<bool> Save(Func<T, long, Task> save, Func<Task<Snapshot<T>?>> read)
    {
        try
        {
            await save(Mine, _seen.Version);
            return true;
        }
        catch (DbUpdateConcurrencyException)
        {
            TakeOver(await read() ?? throw new Refusal("access.denied"));
            return false;
        }
    }

    private void TakeOver(Snapshot<T> theirs)
    {
        foreach (var field in Fields.Where(f => Same(f, _seen.Values, Mine)))
        {
            field.SetValue(Mine, field.GetValue(Copy(theirs.Values)));
        }

        MeanwhileAfter = _seen.LastChange;
        _seen = theirs;
    }

    private static bool Same(PropertyInfo field, T one, T other) =>
        JsonSerializer.Serialize(field.GetValue(one)) == JsonSerializer.Serialize(field.GetValue(other));

    private static T Copy(T values) => JsonSerializer.Deserialize<T>(JsonSerializer.Serialize(values))!;
}
