using BpoWorkbench.Data.Postgres;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(OwnerDb))]
    [Migration("20261127001000_LaneMarks")]
    public partial class LaneMarks : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateLaneMarks();
        }
    }
}
