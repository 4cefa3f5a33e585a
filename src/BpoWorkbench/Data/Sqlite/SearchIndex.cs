using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Migrations;

namespace BpoWorkbench.Data.Sqlite;

/// <summary>The full-text index over work items: three-letter pieces, so that any part of a word is found.</summary>
internal static class SearchIndex
{
    // The index keeps no copy of the text; triggers keep it in step. It is merged 64 pages at a time inside the statement that makes it
    // due: small pages keep that statement, and the write gate with it, short.
    private const string Create = """
        CREATE VIRTUAL TABLE "WorkItemSearch" USING fts5("SearchText", content='WorkItem', content_rowid='Id', tokenize='trigram', detail='none');
        INSERT INTO "WorkItemSearch"("WorkItemSearch", rank) VALUES ('pgsz', 1000);
        """;

    private const string Triggers = """
        CREATE TRIGGER "WorkItem_SearchInsert" AFTER INSERT ON "WorkItem" BEGIN
            INSERT INTO "WorkItemSearch"(rowid, "SearchText") VALUES (new."Id", new."SearchText");
        END;
        CREATE TRIGGER "WorkItem_SearchDelete" AFTER DELETE ON "WorkItem" BEGIN
            INSERT INTO "WorkItemSearch"("WorkItemSearch", rowid, "SearchText") VALUES ('delete', old."Id", old."SearchText");
        END;
        CREATE TRIGGER "WorkItem_SearchUpdate" AFTER UPDATE OF "SearchText" ON "WorkItem" WHEN old."SearchText" <> new."SearchText" BEGIN
            INSERT INTO "WorkItemSearch"("WorkItemSearch", rowid, "SearchText") VALUES ('delete', old."Id", old."SearchText");
            INSERT INTO "WorkItemSearch"(rowid, "SearchText") VALUES (new."Id", new."SearchText");
        END;
        """;

    public static void CreateSearch(this MigrationBuilder migration) => migration.Sql(Create + Triggers);

    /// <summary>Before a migration that makes the table of items anew: a view that looks at it would be in the way.</summary>
    public static void LetItemsBeMadeAnew(this MigrationBuilder migration) => migration.Sql("""DROP VIEW "BusyPeople";""");

    /// <summary>First thing in the migration after it: SQLite makes tables anew at the very end of one, and their triggers are lost.</summary>
    public static void ItemsWereMadeAnew(this MigrationBuilder migration) => migration.Sql(Triggers + """

        CREATE VIEW "BusyPeople" AS SELECT DISTINCT "OwnerId" AS "Value" FROM "WorkItem" WHERE "State" = 2 AND "ActiveSince" IS NOT NULL AND "OwnerId" IS NOT NULL;
        """);

    public static IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words)
    {
        // The index knows pieces of three letters; whoever asks checks that they stand together.
        var match = string.Join(" AND ", words.SelectMany(Trigrams).Distinct().Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return db.WorkItems.FromSql($"""SELECT * FROM "WorkItem" WHERE "Id" IN (SELECT rowid FROM "WorkItemSearch" WHERE "WorkItemSearch" MATCH {match})""");
    }

    private static IEnumerable<string> Trigrams(string word) =>
        Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3));
}
