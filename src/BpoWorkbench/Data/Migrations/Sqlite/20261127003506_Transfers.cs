using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Transfers : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "IsHandedOver",
                table: "WorkItem",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.CreateTable(
                name: "Transfer",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClientId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    FromQueueId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToQueueId = table.Column<long>(type: "INTEGER", nullable: false),
                    ToPersonId = table.Column<long>(type: "INTEGER", nullable: true),
                    Summary = table.Column<string>(type: "TEXT", nullable: false),
                    Tried = table.Column<string>(type: "TEXT", nullable: false),
                    Asked = table.Column<string>(type: "TEXT", nullable: false),
                    SentBy = table.Column<long>(type: "INTEGER", nullable: false),
                    SentAt = table.Column<long>(type: "INTEGER", nullable: false),
                    ExternalKey = table.Column<string>(type: "TEXT", nullable: true),
                    Fields = table.Column<string>(type: "TEXT", nullable: false),
                    BounceReason = table.Column<string>(type: "TEXT", nullable: true),
                    BouncedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    BouncedAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Transfer", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Transfer_Queue_FromQueueId_ClientId",
                        columns: x => new { x.FromQueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfer_Queue_ToQueueId_ClientId",
                        columns: x => new { x.ToQueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_Transfer_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_FromQueueId",
                table: "Transfer",
                column: "FromQueueId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_ItemId",
                table: "Transfer",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_Transfer_ToQueueId",
                table: "Transfer",
                column: "ToQueueId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "Transfer");

            migrationBuilder.DropColumn(
                name: "IsHandedOver",
                table: "WorkItem");
        }
    }
}
