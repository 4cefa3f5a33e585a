namespace BpoWorkbench.Platform.Jobs;

/// <summary>
/// What each node does by itself, whatever the others do: it need not wait until they have found out that the one whose turn it was is
/// dead. That two do it at once does no harm.
/// </summary>
public interface IOnEveryNode : IRecurring
{
    /// <summary>How often.</summary>
    static abstract TimeSpan Pace { get; }
}

/// <summary>Runs it while the program runs; what fails is done again the next time.</summary>
internal sealed class OnEveryNode<TWork>(TWork work, TimeProvider time, ILogger<TWork> log) : BackgroundService
    where TWork : class, IOnEveryNode
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TWork.Pace, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await work.Run(stoppingToken);
            }
            catch (Exception failure) when (failure is not OutOfMemoryException && !stoppingToken.IsCancellationRequested)
            {
                log.LogWarning(failure, "{Work} failed; it is tried again.", typeof(TWork).Name);
            }
        }
    }
}
