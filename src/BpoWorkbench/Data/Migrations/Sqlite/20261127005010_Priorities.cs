using BpoWorkbench.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Priorities : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.ItemsWereMadeAnew();
            migrationBuilder.AddColumn<bool>(
                name: "BandIsByHand",
                table: "WorkItem",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<string>(
                name: "Priorities",
                table: "Queue",
                type: "TEXT",
                nullable: false,
                defaultValue: "[]");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "BandIsByHand",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "Priorities",
                table: "Queue");
        }
    }
}
