using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Benchmarks;

/// <summary>
/// Mail handed in over HTTP with a client's key, a few at a time as a mail server does, while an agent presses Next all the time.
/// Usage: intake [--messages 10000] [--database Sqlite|Postgres]
/// </summary>
internal static class IntakeVerb
{
    private const int AtOnce = 4;

    public static async Task<Measured> Run(string[] args)
    {
        var options = new Options(args);
        var measured = new Measured();
        foreach (var database in options.Databases)
        {
            await On(database, options.Number("--messages", 10_000), measured);
        }

        return measured;
    }

    private static async Task On(Database database, int messages, Measured measured)
    {
        var name = database == Database.Sqlite ? "sqlite" : "postgres";
        await using var floor = await Floor.Start(database);
        await floor.Queue("Diario", [], 20_000);
        var key = await SetUp(floor);
        using var http = new HttpClient { BaseAddress = floor.Address };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        // The first of all compiles what the others use.
        await Post(http, Message(-1));

        using var stop = new CancellationTokenSource();
        var agent = Task.Run(() => Pressed.Next(floor, stop.Token));
        var clock = Stopwatch.StartNew();
        await Parallel.ForEachAsync(Enumerable.Range(0, messages), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (number, _) => await Post(http, Message(number)));
        var seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        var waits = await agent;
        var there = 0;
        await floor.AsClient(async db => there = await db.Emails.CountAsync(m => m.ItemId != null || m.SiftedAs != null));

        measured.AtLeast($"{name}_messages", there, messages + 1);
        measured.AtLeast($"{name}_messages_per_second", messages / seconds, 100);
        measured.Add($"{name}_next_pressed", waits.Count);
        measured.Add($"{name}_next_p50_ms", Pressed.At(waits, 0.5), "ms");
        measured.AtMost($"{name}_next_p99_ms", Pressed.At(waits, 0.99), 300, "ms");
        // Of this process so far: the second database begins where the first has ended.
        measured.AtMost($"{name}_peak_memory_mb", Process.GetCurrentProcess().PeakWorkingSet64 / 1048576.0, 500, "MB");
    }

    private static async Task<string> SetUp(Floor floor)
    {
        var queue = new Queue(floor.Client, EmailFeature.Kind, "Correo");
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, TimeSpan.FromHours(8)));
        var (key, text) = ApiKey.Make(floor.Client, "Postfix", [ApiKey.Email], floor.Agent, floor.Now);
        await floor.AsClient(async db =>
        {
            db.AddRange(queue, key);
            string[] purposes = ["Billing", "Payment", "Complaint", "Order", "DataChange", "Information"];
            db.EmailCategories.AddRange(purposes.Select(purpose => new EmailCategory(floor.Client, purpose) { Purpose = purpose }));
            await db.SaveChangesAsync();
            db.Mailboxes.Add(new Mailbox(queue, "iberluz@bpo.example"));
            await db.SaveChangesAsync();
        });
        return text;
    }

    private static async Task Post(HttpClient http, byte[] message)
    {
        using var content = new ByteArrayContent(message);
        content.Headers.ContentType = new MediaTypeHeaderValue("message/rfc822");
        using var answer = await http.PostAsync(new Uri("/api/v1/email?to=iberluz@bpo.example", UriKind.Relative), content);
        answer.EnsureSuccessStatusCode();
    }

    // A quarter answers an earlier one, a tenth needs nobody, and every other carries some file.
    private static byte[] Message(int number)
    {
        var text = new StringBuilder($"From: Cliente {number % 4000} <cliente{number % 4000}@example.com>\r\nTo: clientes@iberluz.example\r\nSubject: Consulta {number} sobre mi factura\r\nMessage-ID: <{number}@example.com>\r\n");
        text.Append(number % 4 == 3 ? $"In-Reply-To: <{number - 3}@example.com>\r\n" : "").Append(number % 10 == 9 ? "Auto-Submitted: auto-replied\r\n" : "");
        text.Append("MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n");
        for (var line = 0; line < 12; line++)
        {
            text.Append($"Línea {line}: no entiendo el importe de la factura, el cargo ni la fecha del pago {number * 31 % 977}.\r\n");
        }

        if (number % 2 == 0)
        {
            text.Append("--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=factura.pdf\r\n\r\n");
            text.Append(Convert.ToBase64String(new byte[20_000], Base64FormattingOptions.InsertLineBreaks)).Append("\r\n");
        }

        return Encoding.UTF8.GetBytes(text.Append("--b--\r\n").ToString());
    }
}
