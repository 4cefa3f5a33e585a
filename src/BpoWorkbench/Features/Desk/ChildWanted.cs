using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Features.Desk;

/// <summary>An item that is to be opened for the sake of the one in hand, with what whoever takes it on must know.</summary>
public sealed record ChildWanted(long QueueId, Packet Packet);
