namespace BpoWorkbench.Domain;

/// <summary>What a scanner for viruses said of a file. The numbers are stored: never renumber.</summary>
public enum Scan
{
    Clean = 1,
    Infected = 2,

    /// <summary>It was asked, and cannot tell: the file is too large for it, or takes it too long.</summary>
    Failed = 3,
}
