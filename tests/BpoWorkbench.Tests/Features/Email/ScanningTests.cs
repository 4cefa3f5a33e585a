using System.Net;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email;
using BpoWorkbench.Features.Email.Scanning;
using BpoWorkbench.Platform.Files.Scanning;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>What people can rely on when mail carries viruses, with clamd there, away, or none at all.</summary>
public sealed class ScanningTests
{
    private static readonly string[] WhatItCarries = ["source", "files/1", "files/1/show"];

    [Fact]
    public async Task An_infected_message_is_read_and_what_it_carries_is_given_to_nobody()
    {
        await using var clamd = await Clamd.Start();
        await using var mail = await Floor(clamd.Socket);

        var taken = await mail.Take(Carrying("1@example.com", Clamd.Eicar));
        await mail.Take(Carrying("2@example.com", "harmless"u8.ToArray()));

        Assert.Equal([(Scan.Infected, Clamd.Found), (Scan.Clean, null)], (await mail.Messages()).Select(m => (m.Scan!.Value, m.ScanSays)));
        await mail.AsAgent(async services =>
        {
            var message = Assert.Single(await services.GetRequiredService<EmailThread>().Of(taken.Item!.Value));
            Assert.Equal((Scan.Infected, Clamd.Found, "factura.pdf"), (message.Scan, message.ScanSays, message.Files[0].Name));
            Assert.Contains("Adjunto la factura.", string.Concat(message.Text.Parts.Select(p => p.Text)), StringComparison.Ordinal);
        });
        var all = await mail.Messages();
        foreach (var what in WhatItCarries.Select(what => $"/email/messages/{all[0].Id}/{what}").Append($"/files/{all[0].FileId}"))
        {
            var (status, text) = await Get(mail, what);
            Assert.Equal((what, HttpStatusCode.BadRequest), (what, status));
            Assert.Contains(Clamd.Found, text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await Get(mail, $"/email/messages/{all[0].Id}/html")).Status);
        foreach (var what in WhatItCarries.Select(what => $"/email/messages/{all[1].Id}/{what}").Append($"/files/{all[1].FileId}"))
        {
            Assert.Equal((what, HttpStatusCode.OK), (what, (await Get(mail, what)).Status));
        }
    }

    [Fact]
    public async Task A_file_is_scanned_as_people_would_have_it_though_the_scanner_reads_the_message_otherwise()
    {
        await using var clamd = await Clamd.Start();
        await using var mail = await Floor(clamd.Address);
        // clamd does not read yEnc.
        var coded = string.Concat(Clamd.Eicar.Select(b => (char)(b + 42)));

        using var message = new MemoryStream(Encoding.Latin1.GetBytes(EmailFloor.Message("1@example.com", text: $"=ybegin line=128 size={coded.Length} name=factura.pdf\r\n{coded}\r\n=yend size={coded.Length}")));
        await mail.Workbench.Services.GetRequiredService<ScopedWork>().AsClient(mail.Company.Id, services => services.GetRequiredService<TakeEmail>().Run(mail.Company.Id, EmailFloor.Address, message, default));

        Assert.Equal((Scan.Infected, Clamd.Found), Told(await mail.Messages()));
    }

    [Fact]
    public async Task What_comes_while_the_scanner_is_away_is_taken_and_scanned_once_it_is_back()
    {
        await using var clamd = new Clamd();
        await using var mail = await Floor(clamd.Address);
        var taken = await mail.Take(Carrying("1@example.com", Clamd.Eicar));
        Assert.Equal("taken", taken.Result);
        Assert.Equal((null, VirusScanner.Away), Told(await mail.Messages()));
        Assert.Equal("Degraded", await Health(mail));
        await Sweep(mail);
        Assert.Equal((null, VirusScanner.Away), Told(await mail.Messages()));
        Assert.Equal(HttpStatusCode.OK, (await Get(mail, $"/email/messages/{taken.Id}/files/1")).Status);

        await clamd.Begin();
        await Sweep(mail);
        Assert.Equal((Scan.Infected, Clamd.Found), Told(await mail.Messages()));
        Assert.Equal("Healthy", await Health(mail));
        Assert.Equal(HttpStatusCode.BadRequest, (await Get(mail, $"/email/messages/{taken.Id}/files/1")).Status);
    }

    [Fact]
    public async Task A_scanner_that_never_answers_holds_up_nobody()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        await using var mail = await Floor(silent.LocalEndpoint.ToString()!, ("Files:ScannerSeconds", "1"));

        await mail.Take(Carrying("1@example.com", Clamd.Eicar));
        await mail.Take(Carrying("2@example.com", Clamd.Eicar));

        Assert.All(await mail.Messages(), message => Assert.Equal((null, VirusScanner.Away), (message.Scan, message.ScanSays)));
    }

    [Fact]
    public async Task What_is_too_large_for_the_scanner_says_so_and_is_not_tried_again()
    {
        await using var clamd = await Clamd.Start();
        foreach (var address in new[] { clamd.Socket, clamd.Address })
        {
            await using var mail = await Floor(address);
            await mail.Take(Carrying("1@example.com", new byte[4 * Clamd.MostBytes]));
            Assert.Equal((Scan.Failed, "INSTREAM size limit exceeded"), Told(await mail.Messages()));
            var version = (await mail.Messages()).Single().Version;
            await Sweep(mail);
            Assert.Equal(version, (await mail.Messages()).Single().Version);
        }
    }

    [Fact]
    public async Task Without_a_scanner_nothing_is_said_of_it_and_one_that_comes_later_scans_what_is_there()
    {
        await using var clamd = await Clamd.Start();
        await using var mail = await EmailFloor.Of(await Workbench.Start(new() { Scheduled = false }));
        await mail.Take(Carrying("1@example.com", Clamd.Eicar));
        await Sweep(mail);
        Assert.Equal((null, null), Told(await mail.Messages()));
        Assert.Null(await Health(mail));

        await using var later = await Workbench.Start(new() { Scheduled = false, DataDirectory = mail.Workbench.DataDirectory, Settings = { ["Files:Scanner"] = clamd.Socket } });
        await later.Services.GetRequiredService<ScanUnscanned>().Run(default);
        Assert.Equal((Scan.Infected, Clamd.Found), Told(await mail.Messages()));
    }

    [Theory]
    [InlineData("clamd:x")]
    [InlineData("clamd/3310")]
    [InlineData("http://clamd")]
    public async Task An_address_that_is_none_keeps_the_workbench_from_starting(string address) =>
        Assert.Contains("Files:Scanner", (await Assert.ThrowsAnyAsync<Exception>(() => Workbench.Start(new() { Settings = { ["Files:Scanner"] = address } }))).Message, StringComparison.Ordinal);

    private static async Task<EmailFloor> Floor(string scanner, params (string Key, string Value)[] more) =>
        await EmailFloor.Of(await Workbench.Start(new() { Scheduled = false, Settings = more.Append(("Files:Scanner", scanner)).ToDictionary(s => s.Item1, s => s.Item2) }));

    private static string Carrying(string id, byte[] file) => EmailFloor.Message(id, text: string.Join("\r\n",
        "--limit", "Content-Type: text/html", "", "Adjunto la factura.",
        "--limit", "Content-Type: application/pdf; name=factura.pdf", "Content-Transfer-Encoding: base64", "", Convert.ToBase64String(file, Base64FormattingOptions.InsertLineBreaks), "--limit--"),
        headers: "Content-Type: multipart/mixed; boundary=limit");

    private static (Scan? Result, string? Says) Told(IReadOnlyList<EmailMessage> messages) => (messages.Single().Scan, messages.Single().ScanSays);

    private static Task Sweep(EmailFloor mail) => mail.Workbench.Services.GetRequiredService<ScanUnscanned>().Run(default);

    private static async Task<string?> Health(EmailFloor mail)
    {
        using var client = mail.Workbench.NewClient();
        using var answer = await client.GetAsync(new Uri("/health", UriKind.Relative));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("parts").TryGetProperty("scanner", out var part) ? part.GetProperty("status").GetString() : null;
    }

    private static async Task<(HttpStatusCode Status, string Text)> Get(EmailFloor mail, string path)
    {
        using var client = mail.Workbench.NewClient();
        var cookie = await Company.Cookie(mail.Workbench, mail.Agent);
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative)) { Headers = { { "Cookie", $"{cookie.Name}={cookie.Value}" } } };
        using var answer = await client.SendAsync(request);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }
}
