using BpoWorkbench.Platform.Kinds;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Features.Desk;

/// <summary>
/// Makes ready what an agent will most likely be given next, while they are busy with what they have. Nothing is taken for it: what is
/// given is decided when they ask.
/// </summary>
public sealed class NextPrepared(NextItem next, WorkKinds kinds, IServiceProvider services, ILogger<NextPrepared> log) : IDisposable
{
    private CancellationTokenSource _stop = new();
    private bool _gone;

    /// <summary>Begins, and returns at once. Only where the kind in hand has anything to make ready: what comes next is mostly the same.</summary>
    public void Start(string kind)
    {
        if (_gone)
        {
            return;
        }

        _stop.Cancel();
        _stop.Dispose();
        _stop = new();
        if (kinds[kind].Prepare is not null)
        {
            _ = Run(_stop.Token);
        }
    }

    public void Dispose()
    {
        _gone = true;
        _stop.Cancel();
        _stop.Dispose();
    }

    private async Task Run(CancellationToken stop)
    {
        try
        {
            if (await next.Foresee(stop) is { } ahead && kinds[ahead.Kind].Prepare is { } prepare)
            {
                await prepare(services, ahead.ItemId, stop);
            }
        }
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            // It will be read when it is given, and what is wrong with it shown then.
            log.LogDebug(failure, "What comes next could not be made ready.");
        }
    }
}
