namespace BpoWorkbench.Platform.Work;

/// <summary>The words of work items, whatever their kind.</summary>
public sealed class WorkTexts;
