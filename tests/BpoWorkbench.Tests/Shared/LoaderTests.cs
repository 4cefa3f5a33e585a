using BpoWorkbench.Shared;
using Bunit;

namespace BpoWorkbench.Tests.Shared;

public sealed class LoaderTests : ComponentTest
{
    [Fact]
    public void What_was_read_is_shown_after_loading()
    {
        var reading = new TaskCompletionSource<string[]>();
        var loader = Show(_ => reading.Task);
        Assert.Contains("Cargando", loader.Markup, StringComparison.Ordinal);
        reading.SetResult(["a", "b"]);
        loader.WaitForAssertion(() => Assert.Equal("a, b", loader.Find(".loaded").TextContent));
    }

    [Fact]
    public void Nothing_read_shows_the_empty_state() => Assert.Equal("nothing yet", Show(_ => Task.FromResult<string[]>([])).Markup);

    [Fact]
    public void A_failure_shows_its_reference_and_retry_reads_again()
    {
        var times = 0;
        var loader = Show(_ => ++times == 1 ? Task.FromException<string[]>(new InvalidOperationException("broken")) : Task.FromResult<string[]>(["a"]));
        Assert.Matches("Referencia [2-9A-Z]{6}\\.", loader.Find("[role=alert]").TextContent);
        loader.Find("button").Click();
        loader.WaitForAssertion(() => Assert.Equal("a", loader.Find(".loaded").TextContent));
    }

    [Fact]
    public void A_new_key_drops_the_reading_under_way()
    {
        var slow = new TaskCompletionSource<string[]>();
        var loader = Show(_ => slow.Task, key: 1);
        loader.Render(p => p.Add(l => l.Read, _ => Task.FromResult<string[]>(["new"])).Add(l => l.Key, 2));
        loader.WaitForAssertion(() => Assert.Equal("new", loader.Find(".loaded").TextContent));
        slow.SetResult(["old"]);
        Assert.Equal("new", loader.Find(".loaded").TextContent);
    }

    [Fact]
    public void The_same_key_does_not_read_again()
    {
        var times = 0;
        var loader = Show(Count, key: 7);
        loader.Render(p => p.Add(l => l.Read, Count).Add(l => l.Key, 7));
        Assert.Equal(1, times);

        Task<string[]> Count(CancellationToken cancellation)
        {
            times++;
            return Task.FromResult<string[]>(["a"]);
        }
    }

    private IRenderedComponent<Loader<string[]>> Show(Func<CancellationToken, Task<string[]>> read, object? key = null) => Render<Loader<string[]>>(p => p
        .Add(l => l.Read, read)
        .Add(l => l.Key, key)
        .Add(l => l.ChildContent, rows => builder => builder.AddContent(0, string.Join(", ", rows)))
        .Add(l => l.Empty, builder => builder.AddContent(0, "nothing yet")));
}
