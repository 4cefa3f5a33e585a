using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Features.Email;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BpoWorkbench.Tests.Browser;

/// <summary>An agent's mail, without a mouse; and what strangers send, without harm.</summary>
public sealed class EmailJourney(Chromium chromium) : BrowserTest(chromium)
{
    // 120 by 40 dots of one colour.
    private const string Photo = "iVBORw0KGgoAAAANSUhEUgAAAHgAAAAoCAIAAAC6iKlyAAAAUklEQVR42u3QQQ0AAAgEoEtiTiMayxbOBxsJSPVwIApEi0a0aNEWRItGtGjRFkSLRrRo0YgWjWjRohEtGtGiRSNaNKJFi0a0aESLFo1o0Yj+ZwElX6P4S8/fZAAAAABJRU5ErkJggg==";

    [Fact]
    public async Task An_agent_sorts_and_answers_mail_by_keyboard_alone()
    {
        var mail = await EmailFloor.Of(await StartWorkbench());
        await mail.Answers(mailbox => mailbox.Trust(0, null, 0));
        await mail.Company.Write(async db =>
        {
            var template = new ReplyTemplate(mail.Company.Id, "Factura", "Hola, {{name}}: ");
            db.ReplyTemplates.Add(template);
            await db.SaveChangesAsync();
            var close = new EmailCategory(mail.Company.Id, "Sin gestión") { Order = 2 };
            close.Do(CategoryDoes.Close, null);
            db.EmailCategories.AddRange(new EmailCategory(mail.Company.Id, "Factura") { Purpose = "Billing", TemplateId = template.Id, Order = 1 }, close);
        });
        var first = (await mail.Take(EmailFloor.Message("1@example.com", text: "No entiendo la factura de marzo.\r\n\r\n-- \r\nAna"))).Item!.Value;
        var second = (await mail.Take(EmailFloor.Message("2@example.com", "Gracias", "Gracias por todo.", "Blas <blas@example.com>"))).Item!.Value;
        var page = await OpenAs(mail.Workbench, mail.Agent.Email!, "/desk");

        await page.Keyboard.PressAsync("n");
        var message = page.Locator(".message");
        await Expect(message).ToContainTextAsync("No entiendo la factura de marzo.");
        await Expect(page.GetByRole(AriaRole.Group, new() { Name = "De qué trata" })).ToContainTextAsync("Factura");
        await AssertAccessible(page);

        // The suggestion is taken: an answer is begun, in the client's name.
        await page.Keyboard.PressAsync("s");
        var answer = page.Locator("#reply");
        await Expect(answer).ToBeFocusedAsync();
        await Expect(answer).ToHaveValueAsync("Hola, Ana Ruiz:");
        await page.Keyboard.PressAsync("Control+End");
        await page.Keyboard.TypeAsync(" es por el peaje.");
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("Control+Enter");

        // Sent and done, and the next is there.
        await Expect(message.Filter(new() { HasText = "Gracias por todo." })).ToBeVisibleAsync();
        Assert.Equal(WorkState.Done, (await mail.Item(first)).State);
        await mail.Company.Write(async db =>
        {
            var outgoing = await db.Outbox.SingleAsync();
            Assert.Equal(("Hola, Ana Ruiz: es por el peaje.", "ana@example.com", OutboxState.Unsent), (outgoing.Text!.Trim(), outgoing.To, outgoing.State));
            Assert.NotNull((await db.Emails.SingleAsync(m => m.ItemId == first && !m.IsOurs)).CategoryId);
        });

        // Two keys, however fast: what needs nothing is closed.
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("2");
        await Expect(message).ToHaveCountAsync(0);
        Assert.Equal(WorkState.Done, (await mail.Item(second)).State);
    }

    [Fact]
    public async Task Pictures_and_PDF_are_seen_by_keyboard_and_nothing_that_is_infected_is()
    {
        await using var clamd = await Clamd.Start();
        var mail = await EmailFloor.Of(await StartWorkbench(new() { Settings = { ["Files:Scanner"] = clamd.Socket } }));
        var clean = await mail.Take(Carrying("1@example.com", ("foto.png", Photo), ("contrato.pdf", Convert.ToBase64String("%PDF-1.4\n"u8)), ("lista.html", Convert.ToBase64String("<p>"u8))));
        var page = await OpenAs(mail.Workbench, mail.Agent.Email!, "/desk");
        await page.Keyboard.PressAsync("n");
        var carried = page.Locator(".message .carried");
        await Expect(carried.GetByRole(AriaRole.Listitem)).ToHaveCountAsync(3);
        await Expect(carried.GetByRole(AriaRole.Link)).ToHaveCountAsync(4);
        await Expect(carried.GetByRole(AriaRole.Button)).ToHaveCountAsync(1);
        await Expect(carried.GetByRole(AriaRole.Link, new() { Name = "Ver contrato.pdf" })).ToHaveAttributeAsync("href", $"/email/messages/{clean.Id}/files/2/show");

        await carried.GetByRole(AriaRole.Button, new() { Name = "Ver foto.png" }).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        var picture = carried.GetByRole(AriaRole.Img, new() { Name = "foto.png" });
        await Expect(picture).ToHaveJSPropertyAsync("naturalWidth", 120);
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("Enter");
        await Expect(picture).ToHaveCountAsync(0);

        await mail.Take(Carrying("2@example.com", ("foto.png", Photo), ("factura.zip", Convert.ToBase64String(Clamd.Eicar))).Replace("Subject:", "In-Reply-To: <1@example.com>\r\nSubject:", StringComparison.Ordinal));
        await page.ReloadAsync();
        var infected = page.Locator(".message").First;
        await Expect(infected).ToContainTextAsync($"Se encontró un virus en este mensaje: {Clamd.Found}.");
        await Expect(infected).ToContainTextAsync("factura.zip");
        await Expect(infected.GetByRole(AriaRole.Link)).ToHaveCountAsync(0);
        await Expect(infected.Locator(".carried").GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await AssertAccessible(page);
    }

    [Fact]
    public async Task Who_writes_is_confirmed_by_one_key_and_what_says_the_same_is_done_with_one_word()
    {
        var mail = await EmailFloor.Of(await StartWorkbench());
        await mail.Answers(mailbox =>
        {
            mailbox.Trust(0, null, 0);
            mailbox.ResolveComplaintsWithin(15);
        });
        await mail.Category("Factura", "Billing");
        await mail.Category("Reclamación", complaint: true);
        var queue = await mail.Company.Queue("Altas", fields: [new("nombre", "Nombre", FieldType.Text, true, [], CustomerPart.Name, false), new("correo", "Correo", FieldType.Email, false, [], CustomerPart.Email, false)]);
        await mail.AsSupervisor(services => services.GetRequiredService<ReceiveItem>().Run(queue.Id, new() { ["nombre"] = "Ana Ruiz Gil", ["correo"] = "ana@example.com" }));
        List<long> items = [];
        for (var i = 0; i < 3; i++)
        {
            items.Add((await mail.Take(EmailFloor.Message($"{i}@example.com", text: $"No entiendo la factura {i}."))).Item!.Value);
        }

        var page = await OpenAs(mail.Workbench, mail.Agent.Email!, "/desk");
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".who-writes")).ToContainTextAsync("por la dirección ana@example.com");
        await AssertAccessible(page);
        await page.Keyboard.PressAsync("i");
        await Expect(page.Locator(".desk-customer h2")).ToHaveTextAsync("Ana Ruiz Gil");

        await page.Keyboard.PressAsync("b");
        var dialog = page.Locator("dialog[open]");
        await Expect(dialog.GetByRole(AriaRole.Checkbox)).ToHaveCountAsync(2);
        await Expect(dialog.GetByRole(AriaRole.Button, new() { Name = "Hacerlo con 2" })).ToBeVisibleAsync();
        await AssertAccessible(page);
        await dialog.Locator("textarea").FillAsync("Hola, {{name}}: es por el peaje.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(dialog).ToHaveCountAsync(0);
        foreach (var item in items.Skip(1))
        {
            Assert.Equal(WorkState.Done, (await mail.Item(item)).State);
        }

        // A complaint: its code and its day are there at once, and go out with the answer.
        await page.Keyboard.PressAsync("c");
        await page.Keyboard.PressAsync("2");
        await Expect(page.Locator(".notice")).ToContainTextAsync("código aún no comunicado");
        await Expect(page.Locator("#reply")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("Lo estamos mirando.");
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".message")).ToHaveCountAsync(0);
        await mail.Company.Write(async db =>
        {
            var complaint = await db.Complaints.SingleAsync();
            Assert.Contains($"Su código de seguimiento es {complaint.Code}.", (await db.Outbox.OrderByDescending(m => m.Id).FirstAsync()).Text, StringComparison.Ordinal);
        });
        var board = await OpenAs(mail.Workbench, mail.Supervisor.Email!, $"/email/{mail.Queue.Id}?tab=complaints&ended=true");
        await Expect(board.GetByRole(AriaRole.Table)).ToContainTextAsync("Resuelta");
        await AssertAccessible(board);
        await board.GotoAsync(new Uri(mail.Workbench.Address, "/email/suggestions").ToString());
        await Expect(board.GetByRole(AriaRole.Table).First).ToContainTextAsync("Reclamación");
        await AssertAccessible(board);
        await board.GotoAsync(new Uri(mail.Workbench.Address, "/wallboard").ToString());
        await Expect(board.GetByRole(AriaRole.Table, new() { Name = "Correo de hoy" })).ToContainTextAsync("Factura");
        await AssertAccessible(board);
    }

    [Fact]
    public async Task A_hostile_message_shows_nothing_and_asks_nothing_of_the_network()
    {
        var mail = await EmailFloor.Of(await StartWorkbench());
        const string Html = """
            <html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh"><base href="https://evil.example/"><style>@import url(https://evil.example/css);body{background:url(https://evil.example/bg)}</style></head>
            <body onload="fetch('https://evil.example/onload')"><script>fetch('https://evil.example/script');parent.document.title='hacked'</script>
            <img src="https://evil.example/pixel.gif" width="1" height="1"><img src=x onerror="fetch('https://evil.example/onerror')">
            <form action="https://evil.example/form"><input name="password" autofocus onfocus="fetch('https://evil.example/focus')"></form>
            <svg onload="fetch('https://evil.example/svg')"><image href="https://evil.example/image"/></svg>
            <div style="background-image:url(https://evil.example/inline)">Lo que dice</div><a href="javascript:fetch('https://evil.example/link')">pulse</a>
            <iframe src="https://evil.example/frame"></iframe><link rel="stylesheet" href="https://evil.example/link.css"></body></html>
            """;
        await mail.Take(EmailFloor.Message("1@example.com", "Urgente", Html, headers: "Content-Type: text/html; charset=utf-8"));
        var page = await OpenAs(mail.Workbench, mail.Agent.Email!, "/desk");
        List<string> asked = [];
        page.Request += (_, request) => asked.Add(request.Url);
        await page.Keyboard.PressAsync("n");
        await Expect(page.Locator(".message")).ToContainTextAsync("Lo que dice");

        await page.GetByRole(AriaRole.Button, new() { Name = "Como se envió" }).ClickAsync();
        var laidOut = page.FrameLocator("iframe.laid-out");
        await Expect(laidOut.Locator("body")).ToContainTextAsync("Lo que dice");
        await Expect(laidOut.Locator("script, form, input, svg, iframe, link, base, img[src], [onload], [onerror], meta[http-equiv=refresh]")).ToHaveCountAsync(0);
        await page.WaitForTimeoutAsync(1000);
        Assert.DoesNotContain(asked, url => !url.StartsWith(mail.Workbench.Address.ToString(), StringComparison.Ordinal) && !url.StartsWith("data:", StringComparison.Ordinal));
        Assert.DoesNotContain("hacked", await page.TitleAsync(), StringComparison.Ordinal);
    }

    private static string Carrying(string id, params (string Name, string Content)[] files) => EmailFloor.Message(id, headers: "Content-Type: multipart/mixed; boundary=limit", text: string.Join("\r\n",
        ["--limit", "", "Le mando lo que pidió.", .. files.SelectMany(f => new[] { "--limit", $"Content-Type: application/octet-stream; name={f.Name}", "Content-Transfer-Encoding: base64", "", f.Content }), "--limit--"]));
}
