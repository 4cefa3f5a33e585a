using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BpoWorkbench.Data.Postgres;

/// <summary>The search over work items: an index of three-letter pieces, and the function that alone may use it.</summary>
internal static class SearchFunction
{
    // Under row-level security the planner dares not use the index, because matching text might tell what it saw. The function runs as
    // the owner and applies the session's clients itself. Its statement is put together anew, so that each search has a plan of its own.
    private const string Create = $$"""
        CREATE EXTENSION IF NOT EXISTS pg_trgm;
        CREATE INDEX "IX_WorkItem_SearchText" ON "WorkItem" USING gin ("SearchText" gin_trgm_ops);
        CREATE FUNCTION "FindItems"(patterns text[]) RETURNS SETOF bigint LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
        DECLARE
            clients bigint[] := {{RowSecurity.Clients}};
            texts text := (SELECT string_agg(format('"SearchText" LIKE %L', p), ' AND ') FROM unnest(patterns) p);
        BEGIN
            RETURN QUERY EXECUTE 'SELECT "Id" FROM "WorkItem" WHERE ' || texts || ' AND "ClientId" = ANY ($1)' USING clients;
        END $$;
        REVOKE EXECUTE ON FUNCTION "FindItems"(text[]) FROM PUBLIC;
        """;

    public static void CreateSearch(this MigrationBuilder migration) => migration.Sql(Create);

    public static IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words)
    {
        var patterns = words.Distinct().Select(w => $"%{w.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal)}%").ToArray();
        return db.WorkItems.FromSql($"""SELECT * FROM "WorkItem" WHERE "Id" IN (SELECT "FindItems"({patterns}))""");
    }
}
