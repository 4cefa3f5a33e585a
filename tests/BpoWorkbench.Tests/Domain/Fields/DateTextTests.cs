using System.Globalization;
using BpoWorkbench.Domain.Fields;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Domain.Fields;

public sealed class DateTextTests
{
    [Theory]
    [InlineData("03/12/2026", "2026-12-03")]
    [InlineData("3-12-26", "2026-12-03")]
    [InlineData("3.12.1999", "1999-12-03")]
    [InlineData("03 12 49", "2049-12-03")]
    [InlineData("03/12/50", "1950-12-03")]
    [InlineData("2026-12-03", "2026-12-03")]
    [InlineData("2026/12/3 10:30", "2026-12-03")]
    [InlineData("2026-12-03T08:00:00.000Z", "2026-12-03")]
    [InlineData("20261203", "2026-12-03")]
    [InlineData("03/12/2026 8:30:00", "2026-12-03")]
    [InlineData("3 de marzo de 2026", "2026-03-03")]
    [InlineData("Martes, 3 de marzo de 2026", "2026-03-03")]
    [InlineData("mar, 5 may 2026", "2026-05-05")]
    [InlineData("3-sept-26", "2026-09-03")]
    [InlineData("Mar 3, 2026", "2026-03-03")]
    [InlineData("3rd of August 2026", "2026-08-03")]
    [InlineData("29/02/2024", "2024-02-29")]
    public void A_day_is_read_however_it_is_written(string text, string stored) =>
        Assert.Equal(stored, DateText.Read(text, DateOrder.DayFirst).Value);

    [Fact]
    public void The_column_says_whether_the_day_or_the_month_comes_first()
    {
        Assert.Equal("2026-03-12", DateText.Read("03/12/2026", DateOrder.MonthFirst).Value);
        Assert.Equal("field.date", DateText.Read("12/31/2026", DateOrder.DayFirst).Problem?.Code);
        Assert.Equal("field.date.month-first", DateText.Read("31/12/2026", DateOrder.MonthFirst).Problem?.Code);
    }

    [Theory]
    [InlineData("29/02/2026")]
    [InlineData("31/04/2026")]
    [InlineData("00/01/2026")]
    [InlineData("03/12")]
    [InlineData("marzo de 2026")]
    [InlineData("2026")]
    [InlineData("03/12/026")]
    [InlineData("03/12/6 10:30")]
    [InlineData("03/12/2026 más o menos")]
    [InlineData("1.234,56")]
    [InlineData("3/12/1126")]
    [InlineData("pendiente")]
    [InlineData("12:30")]
    public void What_is_no_day_is_refused(string text) =>
        Assert.Equal("field.date", DateText.Read(text, DateOrder.DayFirst).Problem?.Code);

    [Fact]
    public void Date_cells_and_serials_are_days_and_other_numbers_are_not()
    {
        Assert.Equal("2026-03-03", DateText.Read(new DateTime(2026, 3, 3, 17, 0, 0), DateOrder.DayFirst).Value);
        Assert.Equal("2026-03-03", DateText.Read(46084d, DateOrder.DayFirst).Value);
        Assert.Equal("2026-03-03", DateText.Read(20260303d, DateOrder.DayFirst).Value);
        Assert.True(DateText.Read(12d, DateOrder.DayFirst).IsRefused);
        Assert.True(DateText.Read(9_999_999d, DateOrder.DayFirst).IsRefused);
        Assert.True(DateText.Read(new TimeSpan(8, 0, 0), DateOrder.DayFirst).IsRefused);
        Assert.True(DateText.Read(true, DateOrder.DayFirst).IsRefused);
    }

    [Property]
    public Property Every_day_is_read_back_from_every_way_it_is_shown() =>
        Prop.ForAll(Gen.Choose(0, (int)(new DateTime(2199, 12, 31) - new DateTime(1900, 3, 1)).TotalDays).ToArbitrary(), days =>
        {
            var day = new DateTime(1900, 3, 1).AddDays(days);
            var stored = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var spanish = new CultureInfo("es-ES");
            return DateText.Read(day, DateOrder.DayFirst).Value == stored
                && DateText.Read(day.ToOADate(), DateOrder.DayFirst).Value == stored
                && DateText.Read(stored, DateOrder.MonthFirst).Value == stored
                && DateText.Read(day.ToString("dd/MM/yyyy", spanish), DateOrder.DayFirst).Value == stored
                && DateText.Read(day.ToString("D", spanish), DateOrder.DayFirst).Value == stored
                && DateText.Read(day.ToString("M/d/yyyy", CultureInfo.InvariantCulture), DateOrder.MonthFirst).Value == stored
                && DateText.Read(day.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), DateOrder.DayFirst).Value == stored
                && DateText.Read(new FieldFormat(spanish, "sí", "no").Show(FieldType.Date, stored), DateOrder.DayFirst).Value == stored;
        });

    [Property]
    public bool No_text_makes_the_reading_of_dates_fail(string text) =>
        DateText.Read(text ?? "", DateOrder.DayFirst) is { Value: not null } or { Problem: not null };
}
