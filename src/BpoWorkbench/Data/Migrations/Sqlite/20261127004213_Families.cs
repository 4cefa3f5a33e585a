using BpoWorkbench.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Families : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.LetItemsBeMadeAnew();
            migrationBuilder.AddColumn<long>(
                name: "ParentId",
                table: "WorkItem",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_ParentId",
                table: "WorkItem",
                column: "ParentId",
                filter: "\"ParentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Parents",
                table: "WorkItem",
                column: "WaitingOn",
                filter: "\"State\" = 3 AND \"WaitingOn\" = 4");

            migrationBuilder.AddForeignKey(
                name: "FK_WorkItem_WorkItem_ParentId_ClientId",
                table: "WorkItem",
                columns: new[] { "ParentId", "ClientId" },
                principalTable: "WorkItem",
                principalColumns: new[] { "Id", "ClientId" },
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_WorkItem_WorkItem_ParentId_ClientId",
                table: "WorkItem");

            migrationBuilder.DropIndex(
                name: "IX_WorkItem_ParentId",
                table: "WorkItem");

            migrationBuilder.DropIndex(
                name: "IX_WorkItem_Parents",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "WorkItem");
        }
    }
}
