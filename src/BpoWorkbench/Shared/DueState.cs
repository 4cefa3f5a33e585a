namespace BpoWorkbench.Shared;

/// <summary>How something stands against its time; each has its own word and shape.</summary>
public enum DueState
{
    InTime,
    DueSoon,
    Overdue,
    Waiting,
    Done,
}
