using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Complaints : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(
                name: "ComplaintDays",
                table: "Mailbox",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "Hit",
                table: "EmailMessage",
                type: "integer",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ResponseMs",
                table: "EmailMessage",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "IsComplaint",
                table: "EmailCategory",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Complaint",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: false),
                    Code = table.Column<string>(type: "text", nullable: false),
                    ResolveBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Complaint", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Complaint_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Complaint_ClientId_Code",
                table: "Complaint",
                columns: new[] { "ClientId", "Code" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaint_ClientId_ItemId",
                table: "Complaint",
                columns: new[] { "ClientId", "ItemId" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Complaint_ClientId_ResolveBy",
                table: "Complaint",
                columns: new[] { "ClientId", "ResolveBy" });

            migrationBuilder.CreateIndex(
                name: "IX_Complaint_ItemId",
                table: "Complaint",
                column: "ItemId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Complaint");

            migrationBuilder.DropColumn(
                name: "ComplaintDays",
                table: "Mailbox");

            migrationBuilder.DropColumn(
                name: "Hit",
                table: "EmailMessage");

            migrationBuilder.DropColumn(
                name: "ResponseMs",
                table: "EmailMessage");

            migrationBuilder.DropColumn(
                name: "IsComplaint",
                table: "EmailCategory");
        }
    }
}
