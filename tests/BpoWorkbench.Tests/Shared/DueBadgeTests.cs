using BpoWorkbench.Shared;
using Bunit;

namespace BpoWorkbench.Tests.Shared;

public sealed class DueBadgeTests : ComponentTest
{
    [Theory]
    [InlineData(-180, "overdue", "vencida hace 3 h")]
    [InlineData(0, "overdue", "vencida hace 0 s")]
    [InlineData(38, "soon", "vence en 38 min")]
    [InlineData(60, "soon", "vence en 1 h")]
    [InlineData(61, "in-time", "vence hoy 15:06")]
    public void The_time_left_decides_shape_and_word(int minutes, string shape, string said)
    {
        var badge = Render<DueBadge>(p => p.Add(b => b.Due, Now.AddMinutes(minutes))).Find(".due");
        Assert.Contains(shape, badge.ClassList);
        Assert.Equal(said, badge.TextContent.Trim());
    }

    [Fact]
    public void Done_wins_over_overdue() =>
        Assert.Equal("Finalizada", Render<DueBadge>(p => p.Add(b => b.Due, Now.AddDays(-1)).Add(b => b.Done, value: true)).Find(".due.done").TextContent.Trim());

    [Fact]
    public void Waiting_says_until_when() =>
        Assert.Equal("en espera hasta mañana 14:05", Render<DueBadge>(p => p.Add(b => b.Waiting, value: true).Add(b => b.Until, Now.AddDays(1))).Find(".due.waiting").TextContent.Trim());

    [Fact]
    public void It_turns_overdue_while_it_is_looked_at()
    {
        var badge = Render<DueBadge>(p => p.Add(b => b.Due, Now.AddMinutes(1)));
        Assert.NotEmpty(badge.FindAll(".soon"));
        Time.Advance(TimeSpan.FromMinutes(2));
        badge.WaitForAssertion(() => Assert.Equal("vencida hace 1 min", badge.Find(".overdue").TextContent.Trim()));
    }
}
