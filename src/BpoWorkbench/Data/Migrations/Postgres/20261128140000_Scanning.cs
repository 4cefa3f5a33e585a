using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Scanning : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "Scan",
                table: "EmailMessage",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "ScanSays",
                table: "EmailMessage",
                type: "text",
                nullable: true);

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_Unscanned",
                table: "EmailMessage",
                column: "Id",
                filter: "\"Scan\" IS NULL AND \"FileId\" IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_EmailMessage_Unscanned",
                table: "EmailMessage");

            migrationBuilder.DropColumn(
                name: "Scan",
                table: "EmailMessage");

            migrationBuilder.DropColumn(
                name: "ScanSays",
                table: "EmailMessage");
        }
    }
}
