using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Data;

public sealed partial class WorkbenchDb
{
    /// <summary>Creates the database or brings it to this version.</summary>
    public async Task Migrate()
    {
        using (await gate.Enter())
        {
            _holdsGate = true;
            try
            {
                await Database.MigrateAsync();
            }
            finally
            {
                _holdsGate = false;
            }
        }
    }

    /// <summary>The version of the engine, which matters: see <see cref="WriteGate"/>.</summary>
    public string EngineVersion() => Database.SqlQuery<string>($"SELECT sqlite_version() AS \"Value\"").AsEnumerable().Single();
}
