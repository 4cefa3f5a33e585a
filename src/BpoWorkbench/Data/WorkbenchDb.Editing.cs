namespace BpoWorkbench.Data;

public partial class WorkbenchDb
{
    /// <summary>
    /// What is saved next was decided looking at this version of the entity: if it has changed since, or what hangs off it has, the
    /// save fails with a concurrency exception.
    /// </summary>
    public void SeenAt(object entity, long version)
    {
        var seen = Entry(entity).Property("Version");
        seen.OriginalValue = version;
        // Even where only its parts change, so that the next writer notices.
        seen.IsModified = true;
    }
}
