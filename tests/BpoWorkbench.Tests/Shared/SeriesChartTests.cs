using System.Globalization;
using BpoWorkbench.Shared;
using Bunit;

namespace BpoWorkbench.Tests.Shared;

public sealed class SeriesChartTests : ComponentTest
{
    [Theory]
    [InlineData(0, 4)]
    [InlineData(36, 40)]
    [InlineData(100, 100)]
    [InlineData(2500, 3000)]
    [InlineData(98_765, 100_000)]
    public void The_scale_ends_at_a_round_figure_above_the_highest(long most, long top)
    {
        var scale = new ChartScale(most);
        Assert.Equal(top, scale.Top);
        Assert.Equal(top, scale.Lines.Last());
        Assert.InRange(scale.Y(most), 0, 100);
    }

    [Fact]
    public void Figures_are_said_in_the_readers_culture_and_lines_stay_inside()
    {
        var chart = Show(new("Recibidas", ChartShape.Line, [new("lun", 1200), new("mar", 2500)]), new("Hechas", ChartShape.Columns, [new("lun", 900), new("mar", 0)]));

        Assert.Equal(["0", "1.000", "2.000", "3.000"], chart.FindAll(".level").Select(level => level.TextContent));
        var heights = chart.Find("polyline").GetAttribute("points")!.Split(' ').Select(point => double.Parse(point.Split(',')[1], CultureInfo.InvariantCulture));
        Assert.All(heights, y => Assert.InRange(y, 0, 100));
        Assert.Contains("mar: Recibidas 2.500, Hechas 0", chart.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_months_of_days_name_no_more_than_fit()
    {
        var chart = Show(new ChartSeries("Hechas", ChartShape.Columns, [.. Enumerable.Range(1, 60).Select(day => new ChartPoint($"{day}", day))]));
        Assert.InRange(chart.FindAll(".place").Count, 7, 14);
        Assert.Equal(60, chart.FindAll("tbody tr").Count);
    }

    private IRenderedComponent<SeriesChart> Show(params ChartSeries[] series) => Render<SeriesChart>(p => p.Add(x => x.Label, "Semana").Add(x => x.Series, series));
}
