namespace BpoWorkbench.Shared;

/// <summary>Wakes what shows an age or a time left, twice a minute; one timer per open page, none when nothing listens.</summary>
public sealed class Tick(TimeProvider time) : IDisposable
{
    internal static readonly TimeSpan Period = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private Action? _listeners;
    private ITimer? _timer;

    public DateTime Now => time.GetUtcNow().UtcDateTime;

    public event Action Beat
    {
        add
        {
            lock (_gate)
            {
                _listeners += value;
                _timer ??= time.CreateTimer(_ => _listeners?.Invoke(), state: null, Period, Period);
            }
        }
        remove
        {
            lock (_gate)
            {
                _listeners -= value;
                if (_listeners is null)
                {
                    Dispose();
                    _timer = null;
                }
            }
        }
    }

    public void Dispose() => _timer?.Dispose();
}
