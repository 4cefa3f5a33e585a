using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(WorkbenchDb))]
    [Migration("20261127000200_BoardViews")]
    public partial class BoardViews : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "BoardView",
                columns: table => new
                {
                    Id = table.Column<long>(type: "INTEGER", nullable: false)
                        .Annotation("Sqlite:Autoincrement", true),
                    PersonId = table.Column<long>(type: "INTEGER", nullable: false),
                    Name = table.Column<string>(type: "TEXT", nullable: false),
                    TeamId = table.Column<long>(type: "INTEGER", nullable: true),
                    Clients = table.Column<string>(type: "TEXT", nullable: false),
                    Tiles = table.Column<string>(type: "TEXT", nullable: false),
                    Thresholds = table.Column<string>(type: "TEXT", nullable: false),
                    Version = table.Column<long>(type: "INTEGER", nullable: false),
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_BoardView", x => x.Id);
                    table.ForeignKey("FK_BoardView_Person_PersonId", x => x.PersonId, "Person", "Id", onDelete: ReferentialAction.Cascade);
                    table.ForeignKey("FK_BoardView_Team_TeamId", x => x.TeamId, "Team", "Id", onDelete: ReferentialAction.SetNull);
                });
            migrationBuilder.CreateIndex(name: "IX_BoardView_PersonId", table: "BoardView", column: "PersonId");
            migrationBuilder.CreateIndex(name: "IX_BoardView_TeamId", table: "BoardView", column: "TeamId");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.DropTable(name: "BoardView");
    }
}
