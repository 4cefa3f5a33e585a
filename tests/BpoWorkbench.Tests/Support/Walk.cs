using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;

namespace BpoWorkbench.Tests.Support;

/// <summary>One person who goes from page to page; keeps what the server sent them there, shown or not.</summary>
internal sealed class Walk
{
    private readonly ConcurrentQueue<byte[]> _received = new();
    private readonly IPage _page;

    private Walk(IPage page) => _page = page;

    public IPage Page => _page;

    /// <summary>As nobody.</summary>
    public static Walk As(IPage page) => new(page);

    /// <summary>Signed in as someone, on a page that is open already.</summary>
    public static async Task<Walk> As(Workbench workbench, BpoWorkbench.Tenancy.Person person, IPage page)
    {
        var walk = new Walk(page);
        var cookie = await Company.Cookie(workbench, person);
        await page.Context.AddCookiesAsync([new() { Name = cookie.Name, Value = cookie.Value, Url = workbench.Address.ToString() }]);
        page.WebSocket += (_, socket) => socket.FrameReceived += (_, frame) => walk._received.Enqueue(frame.Binary ?? Encoding.UTF8.GetBytes(frame.Text ?? ""));
        return walk;
    }

    /// <summary>Goes to an address, as typed by hand, and waits until everything there has been read.</summary>
    public async Task Go(string address)
    {
        _received.Clear();
        await _page.GotoAsync(address);
        await Settle();
    }

    /// <summary>Nothing is loading, and nothing has moved for a moment. Whoever may not see a page is sent away meanwhile.</summary>
    public async Task Settle()
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await _page.WaitForBlazor();
                await _page.EvaluateAsync("""
                    () => new Promise((done, fail) => {
                        let moved = performance.now();
                        const started = moved;
                        const watch = new MutationObserver(() => moved = performance.now());
                        watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
                        const look = setInterval(() => {
                            const now = performance.now();
                            const reading = document.querySelector('.loading, [aria-busy=true]');
                            if (!reading && now - moved > 150) { clearInterval(look); watch.disconnect(); done(); }
                            else if (now - started > 60000) { clearInterval(look); watch.disconnect(); fail(new Error('still reading: ' + (reading?.outerHTML ?? 'it keeps moving'))); }
                        }, 50);
                    })
                    """);
                return;
            }
            catch (PlaywrightException sentAway) when (attempt < 4 && sentAway.Message.Contains("context was destroyed", StringComparison.Ordinal))
            {
                // The page changed under us; what it became is waited for.
            }
        }
    }

    /// <summary>Whether a text is anywhere in the page: shown, hidden, an attribute, or typed into a field.</summary>
    public Task<bool> Shows(string text) => _page.EvaluateAsync<bool>("""
        text => (document.documentElement.outerHTML + [...document.querySelectorAll('input, textarea')].map(i => i.value).join(' ')).toLowerCase().includes(text.toLowerCase())
        """, text);

    /// <summary>Whether a text is in anything the server sent over the connection of this page so far.</summary>
    public bool Received(string text) => _received.Any(frame => Encoding.UTF8.GetString(frame).Contains(text, StringComparison.OrdinalIgnoreCase));
}
