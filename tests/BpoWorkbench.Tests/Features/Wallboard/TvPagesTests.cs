using BpoWorkbench.Domain;
using BpoWorkbench.Features.Wallboard;
using BpoWorkbench.Platform.Figures;

namespace BpoWorkbench.Tests.Features.Wallboard;

public sealed class TvPagesTests
{
    [Theory]
    [InlineData(3)]
    [InlineData(13)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(40, 2, 15, 0)]
    public void Every_queue_is_on_a_screen_and_none_holds_more_than_it_shows(params int[] sizes)
    {
        var clients = sizes.Select((queues, i) => Client(i + 1, queues)).ToList();
        var pages = TvPages.Of(clients);

        Assert.Equal(clients.SelectMany(c => c.Queues.Select(q => q.Id)), pages.SelectMany(p => p).SelectMany(c => c.Queues.Select(q => q.Id)));
        Assert.Equal(clients.Select(c => c.Id), pages.SelectMany(p => p).Select(c => c.Id).Distinct());
        Assert.All(pages.Index(), page => Assert.InRange(page.Item.Sum(c => c.Queues.Count + 1), 1, page.Index == 0 ? TvPages.Lines - 2 : TvPages.Lines));
    }

    [Fact]
    public void A_client_that_goes_on_on_the_next_screen_keeps_its_figures()
    {
        var client = Client(1, 30);
        Assert.All(TvPages.Of([client]).SelectMany(p => p), part => Assert.Equal((30, 60), (part.Figures.Ready, part.Overdue)));
    }

    private static FloorClient Client(long id, int queues) => new(id, $"Client {id}", "#000000",
        [.. Enumerable.Range(1, queues).Select(i => new FloorQueue((id * 100) + i, $"Queue {i}", false, QueueState.Open, new QueueFigures(id, i) { Ready = 1 }, 2, false))]);
}
