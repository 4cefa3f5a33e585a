using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Attendance : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "OfferedUntil",
                table: "WorkItem",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AcceptSeconds",
                table: "Queue",
                type: "INTEGER",
                nullable: false,
                defaultValue: 30);

            migrationBuilder.AddColumn<bool>(
                name: "Push",
                table: "Queue",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "BackSince",
                table: "Presence",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CodeId",
                table: "Presence",
                type: "INTEGER",
                nullable: false,
                defaultValue: 9L);

            migrationBuilder.AddColumn<long>(
                name: "LostFrom",
                table: "Presence",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "MissedOffer",
                table: "Presence",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<int>(
                name: "Capacity",
                table: "Person",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "PresenceCode",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    Key = table.Column<string>(type: "TEXT", nullable: true),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Paid = table.Column<bool>(type: "INTEGER", nullable: false),
                    Productive = table.Column<bool>(type: "INTEGER", nullable: false),
                    ReceivesWork = table.Column<bool>(type: "INTEGER", nullable: false),
                    Order = table.Column<int>(type: "INTEGER", nullable: false),
                    Retired = table.Column<bool>(type: "INTEGER", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceCode", x => x.Id);
                });

            migrationBuilder.CreateTable(
                name: "PresenceSpan",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    CodeId = table.Column<long>(type: "INTEGER", nullable: false),
                    From = table.Column<long>(type: "INTEGER", nullable: false),
                    SetBy = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_PresenceSpan", x => x.Id);
                    table.ForeignKey(
                        name: "FK_PresenceSpan_PresenceCode_CodeId",
                        column: x => x.CodeId,
                        principalTable: "PresenceCode",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_PresenceSpan_Presence_PersonId",
                        column: x => x.PersonId,
                        principalTable: "Presence",
                        principalColumn: "PersonId",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.InsertData(
                table: "PresenceCode",
                columns: new[] { "Id", "Key", "Name", "Order", "Paid", "Productive", "ReceivesWork", "Retired", "Version" },
                values: new object[,]
                {
                    { 1L, "available", "", 10, true, true, true, false, 0L },
                    { 2L, "break", "", 20, true, false, false, false, 0L },
                    { 3L, "screen-break", "", 30, true, false, false, false, 0L },
                    { 4L, "meal", "", 40, false, false, false, false, 0L },
                    { 5L, "training", "", 50, true, false, false, false, 0L },
                    { 6L, "meeting", "", 60, true, false, false, false, 0L },
                    { 7L, "on-a-call", "", 70, true, true, false, false, 0L },
                    { 8L, "technical-trouble", "", 80, true, false, false, false, 0L },
                    { 9L, "offline", "", 90, false, false, false, false, 0L }
                });

            migrationBuilder.CreateIndex(
                name: "IX_Presence_CodeId",
                table: "Presence",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_CodeId",
                table: "PresenceSpan",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_PersonId_From",
                table: "PresenceSpan",
                columns: new[] { "PersonId", "From" });

            migrationBuilder.AddForeignKey(
                name: "FK_Presence_PresenceCode_CodeId",
                table: "Presence",
                column: "CodeId",
                principalTable: "PresenceCode",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropForeignKey(
                name: "FK_Presence_PresenceCode_CodeId",
                table: "Presence");

            migrationBuilder.DropTable(
                name: "PresenceSpan");

            migrationBuilder.DropTable(
                name: "PresenceCode");

            migrationBuilder.DropIndex(
                name: "IX_Presence_CodeId",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "OfferedUntil",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "AcceptSeconds",
                table: "Queue");

            migrationBuilder.DropColumn(
                name: "Push",
                table: "Queue");

            migrationBuilder.DropColumn(
                name: "BackSince",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "CodeId",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "LostFrom",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "MissedOffer",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "Capacity",
                table: "Person");
        }
    }
}
