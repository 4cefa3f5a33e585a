using Microsoft.EntityFrameworkCore.Migrations;

namespace BpoWorkbench.Data;

/// <summary>What is told of every client, whoever asks. A view is the owner's, who stands outside the wall; it shows no more than this.</summary>
internal static class EveryoneViews
{
    public static void CreateEveryoneViews(this MigrationBuilder migration) => migration.Sql("""
        CREATE VIEW "EveryClient" AS SELECT "Id" AS "Value", "Code", "Share", "Active" FROM "Client";
        CREATE VIEW "BusyPeople" AS SELECT DISTINCT "OwnerId" AS "Value" FROM "WorkItem" WHERE "State" = 2 AND "ActiveSince" IS NOT NULL AND "OwnerId" IS NOT NULL;
        """);
}
