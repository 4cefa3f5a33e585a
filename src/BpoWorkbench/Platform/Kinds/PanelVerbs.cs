using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Platform.Kinds;

/// <summary>What a kind's panel can ask of the desk it lies on; it is handed down to it.</summary>
/// <param name="Finish">Gives the item its outcome, and goes on to the next.</param>
/// <param name="Gone">The item has left the agent's hands.</param>
/// <param name="Changed">The item is to be read again.</param>
public sealed record PanelVerbs(Func<Outcome, Task> Finish, Func<Task> Gone, Func<Task> Changed);
