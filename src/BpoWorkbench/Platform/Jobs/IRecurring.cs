namespace BpoWorkbench.Platform.Jobs;

/// <summary>Something the schedule runs again and again. It may be stopped at any line, and a run too many changes nothing.</summary>
public interface IRecurring
{
    Task Run(CancellationToken stop);
}
