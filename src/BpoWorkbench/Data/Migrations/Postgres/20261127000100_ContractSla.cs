using BpoWorkbench.Data.Postgres;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace BpoWorkbench.Data.Migrations.Postgres
{
    /// <inheritdoc />
    [DbContext(typeof(OwnerDb))]
    [Migration("20261127000100_ContractSla")]
    public partial class ContractSla : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<int>(name: "Sla", table: "Client", type: "integer", nullable: false, defaultValue: 0);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "Sla", table: "Client");
        }
    }
}
