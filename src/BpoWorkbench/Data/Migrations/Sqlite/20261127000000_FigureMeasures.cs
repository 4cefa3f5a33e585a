using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    [DbContext(typeof(WorkbenchDb))]
    [Migration("20261127000000_FigureMeasures")]
    public partial class FigureMeasures : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(name: "FirstAgentId", table: "WorkItem", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<bool>(name: "HandedOver", table: "WorkItem", type: "INTEGER", nullable: false, defaultValue: false);
            migrationBuilder.AddColumn<long>(name: "HandledMs", table: "WorkItem", type: "INTEGER", nullable: false, defaultValue: 0L);
            migrationBuilder.AddColumn<bool>(name: "FirstTouch", table: "WorkEvent", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<long>(name: "TotalHandleMs", table: "WorkEvent", type: "INTEGER", nullable: true);
            migrationBuilder.AddColumn<long>(name: "TurnaroundMs", table: "WorkEvent", type: "INTEGER", nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "FirstAgentId", table: "WorkItem");
            migrationBuilder.DropColumn(name: "HandedOver", table: "WorkItem");
            migrationBuilder.DropColumn(name: "HandledMs", table: "WorkItem");
            migrationBuilder.DropColumn(name: "FirstTouch", table: "WorkEvent");
            migrationBuilder.DropColumn(name: "TotalHandleMs", table: "WorkEvent");
            migrationBuilder.DropColumn(name: "TurnaroundMs", table: "WorkEvent");
        }
    }
}
