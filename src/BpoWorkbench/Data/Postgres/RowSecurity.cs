using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace BpoWorkbench.Data.Postgres;

/// <summary>
/// The second wall between clients: the database itself shows the program only rows of the clients in scope. The scope is a setting of
/// the session, put there whenever a connection is opened; where nothing was put, nothing is seen.
/// </summary>
internal static class RowSecurity
{
    /// <summary>The setting that holds the ids of the clients in scope, as an array is written: <c>{1,2}</c>.</summary>
    private const string Setting = "workbench.clients";

    // As the array it is: taking a list apart costs each statement more than all the rest of the wall.
    internal const string Clients = $"nullif(current_setting('{Setting}', true), '')::bigint[]";

    // In a sub-select, so that it is read once a query and not once a row.
    private const string InScope = $"(SELECT {Clients})::bigint[]";

    // What is written is most often one row, and a sub-select costs more than to read it.
    private const string Written = $"WITH CHECK (\"ClientId\" = ANY ({Clients}))";

    /// <summary>The statement that tells a session for whom it works from here on.</summary>
    public static string WorkFor(params IEnumerable<long> clients) => $"SET {Setting} = '{{{string.Join(',', clients)}}}'";

    /// <summary>Walls in every table of a client, and lets the ordinary role do its work. Run by the owner, as often as one likes.</summary>
    public static async Task Enclose(WorkbenchDb db, string role)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        // Two nodes may start at once.
        await db.Database.ExecuteSqlAsync($"SELECT pg_advisory_xact_lock(7201)");
        var open = await db.Database.SqlQuery<string>($"""
            SELECT c.relname AS "Value" FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND NOT c.relforcerowsecurity
            """).ToListAsync();
        foreach (var entity in db.Model.GetEntityTypes().Where(e => e.GetTableName() is { } table && open.Contains(table)))
        {
            await Run(db, entity.ClrType == typeof(Client) ? Companies : entity.ClrType == typeof(Change) ? History(entity.GetTableName()!)
                : entity.ClrType.IsAssignableTo(typeof(IClientOwned)) ? Owned(entity.GetTableName()!) : "");
        }

        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(role);
        await Run(db, $"""
            GRANT USAGE ON SCHEMA public TO {quoted};
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {quoted};
            REVOKE INSERT, UPDATE, DELETE ON "__EFMigrationsHistory" FROM {quoted};
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {quoted};
            GRANT EXECUTE ON FUNCTION "FindItems"(text[]) TO {quoted};
            CREATE SCHEMA IF NOT EXISTS jobs;
            GRANT USAGE, CREATE ON SCHEMA jobs TO {quoted};
            """);
        await transaction.CommitAsync();
    }

    /// <summary>Refuses a role that row-level security does not hold: the wall would be painted on.</summary>
    public static async Task RequireOrdinary(WorkbenchDb db)
    {
        var exempt = await db.Database.SqlQuery<bool>($"""
            SELECT rolsuper OR rolbypassrls OR EXISTS (SELECT 1 FROM pg_class WHERE relname = 'WorkItem' AND pg_has_role(relowner, 'USAGE')) AS "Value"
            FROM pg_roles WHERE rolname = current_user
            """).SingleAsync();
        if (exempt)
        {
            throw new InvalidOperationException(
                "ConnectionStrings:Workbench names a role that row-level security does not hold (a superuser, or the owner of the tables). Give it a role of its own.");
        }
    }

    internal static string Owned(string table) => Enclosed(table) + $"""
        CREATE POLICY "Client" ON "{table}" USING ("ClientId" = ANY ({InScope})) {Written};
        """;

    // Who keeps house sees every client, and makes new ones.
    private static string Companies => Enclosed("Client") + $"""
        CREATE POLICY "Client" ON "Client" USING ("Id" = ANY ({InScope}) OR 0 = ANY ({InScope}));
        """;

    // A line of history is signed with its subject's client, whoever writes it; who may touch the subject is checked on the subject.
    private static string History(string table) => Enclosed(table) + $"""
        CREATE POLICY "Client" ON "{table}" FOR SELECT USING ("ClientId" = ANY ({InScope}));
        CREATE POLICY "ClientChanged" ON "{table}" FOR UPDATE USING ("ClientId" = ANY ({InScope}));
        CREATE POLICY "ClientDeleted" ON "{table}" FOR DELETE USING ("ClientId" = ANY ({InScope}));
        CREATE POLICY "ClientWritten" ON "{table}" FOR INSERT WITH CHECK (true);
        """;

    // The owner migrates, and the search and the two views that speak of everyone run as the owner.
    private static string Enclosed(string table) => $"""
        ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;
        ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;
        CREATE POLICY "Owner" ON "{table}" TO CURRENT_USER USING (true);

        """;

    private static async Task Run(WorkbenchDb db, string statements)
    {
        if (statements.Length > 0)
        {
            await using var command = db.Command(statements);
            await command.ExecuteNonQueryAsync();
        }
    }
}
