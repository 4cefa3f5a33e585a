using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

#pragma warning disable CA1814 // Prefer jagged arrays over multidimensional

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Sharing : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "FirstAgentId",
                table: "WorkItem",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "HandedOver",
                table: "WorkItem",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "HandledMs",
                table: "WorkItem",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<bool>(
                name: "IsHandedOver",
                table: "WorkItem",
                type: "INTEGER",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "OfferedUntil",
                table: "WorkItem",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "ParentId",
                table: "WorkItem",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<bool>(
                name: "FirstTouch",
                table: "WorkEvent",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TotalHandleMs",
                table: "WorkEvent",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "TurnaroundMs",
                table: "WorkEvent",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<int>(
                name: "AcceptSeconds",
                table: "Queue",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

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
                defaultValue: 0L);

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

            migrationBuilder.AddColumn<int>(
                name: "Sla",
                table: "Client",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0);

            migrationBuilder.CreateTable(
                name: "ApiKey",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClientId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    Permissions = table.Column<string>(type: "TEXT", nullable: false),
                    Hash = table.Column<string>(type: "TEXT", nullable: false),
                    Ending = table.Column<string>(type: "TEXT", nullable: false),
                    MadeBy = table.Column<long>(type: "INTEGER", nullable: false),
                    MadeAt = table.Column<long>(type: "INTEGER", nullable: false),
                    LastUsedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedBy = table.Column<long>(type: "INTEGER", nullable: true),
                    RevokedAt = table.Column<long>(type: "INTEGER", nullable: true),
                    Version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ApiKey", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ApiKey_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "ClientQuestion",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    ClientId = table.Column<long>(type: "INTEGER", nullable: false),
                    ItemId = table.Column<long>(type: "INTEGER", nullable: false),
                    Text = table.Column<string>(type: "TEXT", nullable: false),
                    AskedBy = table.Column<long>(type: "INTEGER", nullable: false),
                    AskedAt = table.Column<long>(type: "INTEGER", nullable: false),
                    Answer = table.Column<string>(type: "TEXT", nullable: true),
                    AnsweredBy = table.Column<long>(type: "INTEGER", nullable: true),
                    AnsweredAt = table.Column<long>(type: "INTEGER", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ClientQuestion", x => x.Id);
                    table.ForeignKey(
                        name: "FK_ClientQuestion_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

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
                name: "IX_WorkItem_ParentId",
                table: "WorkItem",
                column: "ParentId",
                filter: "\"ParentId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_WorkItem_Parents",
                table: "WorkItem",
                column: "WaitingOn",
                filter: "\"State\" = 3 AND \"WaitingOn\" = 4");

            migrationBuilder.CreateIndex(
                name: "IX_Presence_CodeId",
                table: "Presence",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKey_ClientId",
                table: "ApiKey",
                column: "ClientId");

            migrationBuilder.CreateIndex(
                name: "IX_ApiKey_Hash",
                table: "ApiKey",
                column: "Hash",
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_ClientQuestion_ItemId",
                table: "ClientQuestion",
                column: "ItemId");

            migrationBuilder.CreateIndex(
                name: "IX_ClientQuestion_Open",
                table: "ClientQuestion",
                columns: new[] { "ClientId", "AskedAt" },
                filter: "\"AnsweredAt\" IS NULL");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_CodeId",
                table: "PresenceSpan",
                column: "CodeId");

            migrationBuilder.CreateIndex(
                name: "IX_PresenceSpan_PersonId_From",
                table: "PresenceSpan",
                columns: new[] { "PersonId", "From" });

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

            migrationBuilder.AddForeignKey(
                name: "FK_Presence_PresenceCode_CodeId",
                table: "Presence",
                column: "CodeId",
                principalTable: "PresenceCode",
                principalColumn: "Id",
                onDelete: ReferentialAction.Restrict);

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
                name: "FK_Presence_PresenceCode_CodeId",
                table: "Presence");

            migrationBuilder.DropForeignKey(
                name: "FK_WorkItem_WorkItem_ParentId_ClientId",
                table: "WorkItem");

            migrationBuilder.DropTable(
                name: "ApiKey");

            migrationBuilder.DropTable(
                name: "ClientQuestion");

            migrationBuilder.DropTable(
                name: "PresenceSpan");

            migrationBuilder.DropTable(
                name: "Transfer");

            migrationBuilder.DropTable(
                name: "PresenceCode");

            migrationBuilder.DropIndex(
                name: "IX_WorkItem_ParentId",
                table: "WorkItem");

            migrationBuilder.DropIndex(
                name: "IX_WorkItem_Parents",
                table: "WorkItem");

            migrationBuilder.DropIndex(
                name: "IX_Presence_CodeId",
                table: "Presence");

            migrationBuilder.DropColumn(
                name: "FirstAgentId",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "HandedOver",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "HandledMs",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "IsHandedOver",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "OfferedUntil",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "ParentId",
                table: "WorkItem");

            migrationBuilder.DropColumn(
                name: "FirstTouch",
                table: "WorkEvent");

            migrationBuilder.DropColumn(
                name: "TotalHandleMs",
                table: "WorkEvent");

            migrationBuilder.DropColumn(
                name: "TurnaroundMs",
                table: "WorkEvent");

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

            migrationBuilder.DropColumn(
                name: "Sla",
                table: "Client");
        }
    }
}
