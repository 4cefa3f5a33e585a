using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    public partial class ClientImports : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<bool>(
                name: "ClientImports",
                table: "Queue",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<bool>(
                name: "InPortal",
                table: "ImportBatch",
                type: "boolean",
                nullable: false,
                defaultValue: false);

            migrationBuilder.AddColumn<long>(
                name: "KeyId",
                table: "ImportBatch",
                type: "bigint",
                nullable: true);

            migrationBuilder.AddColumn<string>(
                name: "Password",
                table: "ImportBatch",
                type: "text",
                nullable: true);

            migrationBuilder.CreateTable(
                name: "KnownShape",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    QueueId = table.Column<long>(type: "bigint", nullable: false),
                    Shape = table.Column<string>(type: "text", nullable: false),
                    Columns = table.Column<string>(type: "text", nullable: false),
                    Values = table.Column<string>(type: "text", nullable: false),
                    KnownAt = table.Column<long>(type: "bigint", nullable: false),
                    PersonId = table.Column<long>(type: "bigint", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_KnownShape", x => x.Id);
                    table.ForeignKey(
                        name: "FK_KnownShape_Queue_QueueId_ClientId",
                        columns: x => new { x.QueueId, x.ClientId },
                        principalTable: "Queue",
                        principalColumns: new[] { "Id", "ClientId" },
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateTable(
                name: "TakenRequest",
                columns: table => new
                {
                    Id = table.Column<long>(type: "bigint", nullable: false)
                        .Annotation("Npgsql:ValueGenerationStrategy", NpgsqlValueGenerationStrategy.IdentityByDefaultColumn),
                    ClientId = table.Column<long>(type: "bigint", nullable: false),
                    IdempotencyKey = table.Column<string>(type: "text", nullable: false),
                    BodySha256 = table.Column<string>(type: "text", nullable: false),
                    Answer = table.Column<string>(type: "text", nullable: false),
                    TakenAt = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_TakenRequest", x => x.Id);
                    table.ForeignKey(
                        name: "FK_TakenRequest_Client_ClientId",
                        column: x => x.ClientId,
                        principalTable: "Client",
                        principalColumn: "Id",
                        onDelete: ReferentialAction.Cascade);
                });

            migrationBuilder.CreateIndex(
                name: "IX_KnownShape_QueueId_Shape",
                table: "KnownShape",
                columns: new[] { "QueueId", "Shape" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TakenRequest_ClientId_IdempotencyKey",
                table: "TakenRequest",
                columns: new[] { "ClientId", "IdempotencyKey" },
                unique: true);

            migrationBuilder.CreateIndex(
                name: "IX_TakenRequest_TakenAt",
                table: "TakenRequest",
                column: "TakenAt");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "KnownShape");

            migrationBuilder.DropTable(
                name: "TakenRequest");

            migrationBuilder.DropColumn(
                name: "ClientImports",
                table: "Queue");

            migrationBuilder.DropColumn(
                name: "InPortal",
                table: "ImportBatch");

            migrationBuilder.DropColumn(
                name: "KeyId",
                table: "ImportBatch");

            migrationBuilder.DropColumn(
                name: "Password",
                table: "ImportBatch");
        }
    }
}
