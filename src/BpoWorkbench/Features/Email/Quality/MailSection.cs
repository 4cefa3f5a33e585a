using Microsoft.AspNetCore.Components;

namespace BpoWorkbench.Features.Email.Quality;

/// <summary>
/// How mail goes today, as part of a page that moves up to four times a second: read at its own pace, the last time after the page's last
/// move. While it cannot be read, what was last known stays.
/// </summary>
public abstract class MailSection : ComponentBase, IDisposable
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(3);
    private readonly CancellationTokenSource _gone = new();
    private DateTime _readAt;
    private string _asked = "";
    private bool _waiting;

    [Inject] private MailFigures Figures { get; set; } = null!;

    [Inject] private ILogger<MailSection> Log { get; set; } = null!;

    [Parameter, EditorRequired] public IReadOnlyList<long> Queues { get; set; } = [];

    /// <summary>When what is around it was read.</summary>
    [Parameter, EditorRequired] public DateTime At { get; set; }

    protected IReadOnlyList<MailDay> Days { get; private set; } = [];

    public void Dispose()
    {
        _gone.Cancel();
        _gone.Dispose();
        GC.SuppressFinalize(this);
    }

    protected override async Task OnParametersSetAsync()
    {
        var asked = string.Join(',', Queues);
        if (asked == _asked && At - _readAt < Pace)
        {
            if (_waiting)
            {
                return;
            }

            _waiting = true;
            await Task.Delay(Pace, _gone.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
            _waiting = false;
        }

        _asked = asked;
        await Read();
    }

    private async Task Read()
    {
        if (_gone.IsCancellationRequested)
        {
            return;
        }

        _readAt = At;
        try
        {
            Days = await Figures.Today(Queues, _gone.Token);
        }
        catch (OperationCanceledException) when (_gone.IsCancellationRequested)
        {
            // The page is gone.
        }
        catch (Exception failure)
        {
            Log.LogError(failure, "How mail goes today could not be read.");
        }
    }
}
