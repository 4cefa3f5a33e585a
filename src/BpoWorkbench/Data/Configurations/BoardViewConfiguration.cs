using BpoWorkbench.Domain;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class BoardViewConfiguration : IEntityTypeConfiguration<BoardView>
{
    public void Configure(EntityTypeBuilder<BoardView> view)
    {
        view.Property(v => v.Clients).AsJson();
        view.Property(v => v.Tiles).AsJson();
        view.Property(v => v.Thresholds).AsJson();
        view.HasOne<Person>().WithMany().HasForeignKey(v => v.PersonId).OnDelete(DeleteBehavior.Cascade);
        view.HasOne<Team>().WithMany().HasForeignKey(v => v.TeamId).OnDelete(DeleteBehavior.SetNull);
    }
}
