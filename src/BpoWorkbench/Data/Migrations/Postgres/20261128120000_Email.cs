using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class Email : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "From",
                table: "OutboxMessage",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "FromName",
                table: "OutboxMessage",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "InReplyTo",
                table: "OutboxMessage",
                type: "text",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "References",
                table: "OutboxMessage",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "LearntTriage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    FileId = table.Column<long>(type: "bigint", nullable: false),
                    Examples = table.Column<int>(type: "integer", nullable: false),
                    Accuracy = table.Column<double>(type: "double precision", nullable: false),
                    TopThree = table.Column<double>(type: "double precision", nullable: false),
                    CalibrationError = table.Column<double>(type: "double precision", nullable: false),
                    At = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_LearntTriage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_LearntTriage_StoredFile_FileId_ClientId",
                        columns: x => new { x.FileId, x.ClientId },
                        principalTable: "StoredFile",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "Mailbox",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Address = table.Column<string>(type: "text", nullable: false),
                    AnswerFrom = table.Column<string>(type: "text", nullable: true),
                    LateReply = table.Column<int>(type: "integer", nullable: false),
                    SuggestFrom = table.Column<int>(type: "integer", nullable: false),
                    FileFrom = table.Column<int>(type: "integer", nullable: true),
                    CheckShare = table.Column<int>(type: "integer", nullable: false),
                    TestedAt = table.Column<long>(type: "bigint", nullable: true),
                    TestKey = table.Column<string>(type: "text", nullable: true),
                    TestFound = table.Column<string>(type: "text", nullable: true),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_Mailbox", x => x.Id);
                    table.ForeignKey(
                        name: "FK_Mailbox_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "ReplyTemplate",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_ReplyTemplate", x => x.Id);
                    table.UniqueConstraint("AK_ReplyTemplate_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_ReplyTemplate_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "EmailCategory",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    Name = table.Column<string>(type: "text", nullable: false),
                    Purpose = table.Column<string>(type: "text", nullable: false),
                    Does = table.Column<int>(type: "integer", nullable: false),
                    TargetQueueId = table.Column<long>(type: "bigint", nullable: true),
                    Band = table.Column<int>(type: "integer", nullable: true),
                    TemplateId = table.Column<long>(type: "bigint", nullable: true),
                    OutcomeCode = table.Column<string>(type: "text", nullable: true),
                    Order = table.Column<int>(type: "integer", nullable: false),
                    Retired = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailCategory", x => x.Id);
                    table.UniqueConstraint("AK_EmailCategory_Id_ClientId", x => new { x.Id, x.ClientId });
                    table.ForeignKey(
                        name: "FK_EmailCategory_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                    table.ForeignKey(
                        name: "FK_EmailCategory_Queue_TargetQueueId_ClientId",
                        columns: x => new { x.TargetQueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EmailCategory_ReplyTemplate_TemplateId_ClientId",
                        columns: x => new { x.TemplateId, x.ClientId },
                        principalTable: "ReplyTemplate",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateTable(
                name: "EmailMessage",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    ItemId = table.Column<long>(type: "bigint", nullable: true),
                    IsOurs = table.Column<bool>(type: "boolean", nullable: false),
                    MessageKey = table.Column<string>(type: "text", nullable: false),
                    FileId = table.Column<long>(type: "bigint", nullable: true),
                    OutboxId = table.Column<long>(type: "bigint", nullable: true),
                    At = table.Column<long>(type: "bigint", nullable: false),
                    FromAddress = table.Column<string>(type: "text", nullable: false),
                    FromName = table.Column<string>(type: "text", nullable: false),
                    To = table.Column<string>(type: "text", nullable: false),
                    Subject = table.Column<string>(type: "text", nullable: false),
                    Text = table.Column<string>(type: "text", nullable: false),
                    Files = table.Column<int>(type: "integer", nullable: false),
                    SearchText = table.Column<string>(type: "text", nullable: false),
                    IsUnreadable = table.Column<bool>(type: "boolean", nullable: false),
                    Version = table.Column<long>(type: "bigint", nullable: false),
                    SiftedAs = table.Column<string>(type: "text", nullable: true),
                    SiftedBy = table.Column<string>(type: "text", nullable: false),
                    ToCheck = table.Column<bool>(type: "boolean", nullable: false),
                    CheckedAt = table.Column<long>(type: "bigint", nullable: true),
                    CheckedBy = table.Column<long>(type: "bigint", nullable: true),
                    RescuedAt = table.Column<long>(type: "bigint", nullable: true),
                    RescuedBy = table.Column<long>(type: "bigint", nullable: true),
                    Suggestions = table.Column<string>(type: "text", nullable: false),
                    CategoryId = table.Column<long>(type: "bigint", nullable: true),
                    DecidedAt = table.Column<long>(type: "bigint", nullable: true),
                    DecidedBy = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_EmailMessage", x => x.Id);
                    table.ForeignKey(
                        name: "FK_EmailMessage_EmailCategory_CategoryId_ClientId",
                        columns: x => new { x.CategoryId, x.ClientId },
                        principalTable: "EmailCategory",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EmailMessage_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EmailMessage_StoredFile_FileId_ClientId",
                        columns: x => new { x.FileId, x.ClientId },
                        principalTable: "StoredFile",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                    table.ForeignKey(
                        name: "FK_EmailMessage_WorkItem_ItemId_ClientId",
                        columns: x => new { x.ItemId, x.ClientId },
                        principalTable: "WorkItem",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Restrict);
                });

            migrationBuilder.CreateIndex(
                name: "IX_EmailCategory_ClientId_Name",
                table: "EmailCategory",
                columns: new[] { "ClientId", "Name" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EmailCategory_TargetQueueId",
                table: "EmailCategory",
                column: "TargetQueueId");

            migrationBuilder.CreateIndex(
                name: "IX_EmailCategory_TemplateId",
                table: "EmailCategory",
                column: "TemplateId");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_CategoryId",
                table: "EmailMessage",
                column: "CategoryId");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_ClientId_FromAddress_At",
                table: "EmailMessage",
                columns: new[] { "ClientId", "FromAddress", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_ClientId_MessageKey",
                table: "EmailMessage",
                columns: new[] { "ClientId", "MessageKey" });

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_Decided",
                table: "EmailMessage",
                columns: new[] { "ClientId", "DecidedAt" },
                filter: "\"CategoryId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_FileId",
                table: "EmailMessage",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_ItemId_At",
                table: "EmailMessage",
                columns: new[] { "ItemId", "At" },
                filter: "\"ItemId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_OutboxId",
                table: "EmailMessage",
                column: "OutboxId",
                filter: "\"OutboxId\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_QueueId_At",
                table: "EmailMessage",
                columns: new[] { "QueueId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_QueueId_MessageKey",
                table: "EmailMessage",
                columns: new[] { "QueueId", "MessageKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_EmailMessage_Sifted",
                table: "EmailMessage",
                columns: new[] { "QueueId", "At", "Id" },
                filter: "\"SiftedAs\" IS NOT NULL");

            migrationBuilder.CreateIndex(
                name: "IX_LearntTriage_ClientId_At",
                table: "LearntTriage",
                columns: new[] { "ClientId", "At" });

            migrationBuilder.CreateIndex(
                name: "IX_LearntTriage_FileId",
                table: "LearntTriage",
                column: "FileId");

            migrationBuilder.CreateIndex(
                name: "IX_Mailbox_ClientId_Address",
                table: "Mailbox",
                columns: new[] { "ClientId", "Address" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_Mailbox_QueueId",
                table: "Mailbox",
                column: "QueueId");

            migrationBuilder.CreateIndex(
                name: "IX_ReplyTemplate_ClientId_Name",
                table: "ReplyTemplate",
                columns: new[] { "ClientId", "Name" },
                unique: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "EmailMessage");

            migrationBuilder.DropTable(
                name: "LearntTriage");

            migrationBuilder.DropTable(
                name: "Mailbox");

            migrationBuilder.DropTable(
                name: "EmailCategory");

            migrationBuilder.DropTable(
                name: "ReplyTemplate");

            migrationBuilder.DropColumn(
                name: "From",
                table: "OutboxMessage");

            migrationBuilder.DropColumn(
                name: "FromName",
                table: "OutboxMessage");

            migrationBuilder.DropColumn(
                name: "InReplyTo",
                table: "OutboxMessage");

            migrationBuilder.DropColumn(
                name: "References",
                table: "OutboxMessage");
        }
    }
}
