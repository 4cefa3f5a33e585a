using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Work;

namespace BpoWorkbench.Platform.Kinds;

/// <summary>What a kind's panel can ask of the desk it lies on; it is handed down to it.</summary>
/// <param name="Finish">Gives the item its outcome, and goes on to the next.</param>
/// <param name="Gone">The item has left the agent's hands.</param>
/// <param name="Changed">The item is to be read again.</param>
/// <param name="OpenChild">Opens an item in another queue with what whoever takes it on must know; this one waits for it. What is missing is asked for.</param>
public sealed record PanelVerbs(Func<Outcome, Task> Finish, Func<Task> Gone, Func<Task> Changed, Func<long, Packet, Task> OpenChild);
