using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace BpoWorkbench.Data.Configurations;

internal sealed class BusinessCalendarConfiguration : IEntityTypeConfiguration<BusinessCalendar>
{
    public void Configure(EntityTypeBuilder<BusinessCalendar> calendar)
    {
        calendar.Property(c => c.Week).AsJson();
        calendar.HasMany(c => c.Days).WithOne(d => d.BusinessCalendar).HasForeignKey(d => d.BusinessCalendarId);
        calendar.HasIndex(c => new { c.ClientId, c.Name }).IsUnique();
    }
}

internal sealed class CalendarDayConfiguration : IEntityTypeConfiguration<CalendarDay>
{
    public void Configure(EntityTypeBuilder<CalendarDay> day) => day.HasIndex(d => new { d.BusinessCalendarId, d.Date }).IsUnique();
}

internal sealed class ServicePolicyConfiguration : IEntityTypeConfiguration<ServicePolicy>
{
    public void Configure(EntityTypeBuilder<ServicePolicy> policy)
    {
        policy.Ignore(p => p.Clock);
        policy.Property(p => p.Hours).HasConversion(hours => hours!.ToJson(), stored => OpenHours.Parse(stored), new ValueComparer<OpenHours>(false));
    }
}
