namespace BpoWorkbench.Data;

/// <summary>
/// One writer at a time in this process. SQLite before 3.51.3 can corrupt a database when two connections write or checkpoint
/// at once, so every write and checkpoint goes through here; readers are free. Waiters are served in the order they came.
/// </summary>
public sealed class WriteGate : IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);

    public async Task<IDisposable> Enter(CancellationToken stop = default)
    {
        await _one.WaitAsync(stop);
        return new Held(_one);
    }

    public void Dispose() => _one.Dispose();

    private sealed class Held(SemaphoreSlim one) : IDisposable
    {
        private SemaphoreSlim? _one = one;

        public void Dispose() => Interlocked.Exchange(ref _one, null)?.Release();
    }
}
