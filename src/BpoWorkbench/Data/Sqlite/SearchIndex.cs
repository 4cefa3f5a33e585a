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

    public static void CreateSearch(this MigrationBuilder migration) => migration.Sql(Create);

    public static IQueryable<WorkItem> Having(WorkbenchDb db, IReadOnlyList<string> words)
    {
        // The index knows pieces of three letters; whoever asks checks that they stand together.
        var match = string.Join(" AND ", words.SelectMany(Trigrams).Distinct().Select(t => $"\"{t.Replace("\"", "\"\"", StringComparison.Ordinal)}\""));
        return db.WorkItems.FromSql($"""SELECT * FROM "WorkItem" WHERE "Id" IN (SELECT rowid FROM "WorkItemSearch" WHERE "WorkItemSearch" MATCH {match})""");
    }

    private static IEnumerable<string> Trigrams(string word) =>
        Enumerable.Range(0, word.Length - 2).Select(i => word.Substring(i, 3));
}
