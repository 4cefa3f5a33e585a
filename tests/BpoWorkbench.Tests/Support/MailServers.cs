using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// Real mail servers, of the test alone: Exim takes mail by SMTP and delivers it into mailboxes, which Dovecot serves by IMAP. Whoever sends
/// in the client's name has to sign in, as everywhere. Nothing is touched of the system's own.
/// </summary>
internal sealed partial class MailServers : IAsyncDisposable
{
    public const string Password = "secreto";

    // Who has a mailbox here.
    public const string Customer = "ana@example.com";
    public const string Client = "clientes@iberluz.example";

    private static readonly (string Program, string Package)[] Programs =
        [(Exim, "exim4-daemon-light"), ("/usr/lib/dovecot/imap", "dovecot-imapd"), ("/usr/bin/fetchmail", "fetchmail"), ("/usr/bin/curl", "curl")];

    private readonly List<Daemon> _daemons = [];

    private MailServers(string folder) => Folder = folder;

    public string Folder { get; }

    public int SmtpPort { get; private set; }

    /// <summary>By TLS, as localhost; <see cref="Certificate"/> says that it is.</summary>
    public int ImapPort { get; private set; }

    public string Certificate => Path.Combine(Folder, "certificate.pem");

    // And what they wrote down.
    private string Said => string.Join('\n', _daemons.Select(daemon => daemon.Said).Concat(Directory.GetFiles(Folder, "*.log").Select(File.ReadAllText)));

    public static async Task<MailServers> Start()
    {
        var missing = Programs.Where(program => !File.Exists(program.Program)).Select(program => program.Package).ToList();
        Assert.True(missing.Count == 0, $"Please install first: {string.Join(' ', missing)} (tests/run.sh does, where root runs it).");
        var servers = new MailServers(Directory.CreateTempSubdirectory("bpo-mail-").FullName);
        try
        {
            await servers.Open();
            return servers;
        }
        catch
        {
            await servers.DisposeAsync();
            throw;
        }
    }

    /// <summary>Sends a message as it is, as a stranger's server does, and waits until it lies in the mailbox.</summary>
    /// <param name="from">Who bounces go to; empty for nobody.</param>
    public async Task Send(string message, string from, string to)
    {
        var before = Letters(to).Count;
        var (code, said) = await Daemon.Run(
            ["curl", "--silent", "--show-error", "--url", $"smtp://127.0.0.1:{SmtpPort}/mx.example.com", "--mail-from", from, "--mail-rcpt", to, "--upload-file", "-"], Encoding.UTF8.GetBytes(message));
        Assert.True(code == 0, said);
        await Patience.Until(() => Letters(to).Count > before, () => $"It was not delivered:\n{Said}");
    }

    /// <summary>What the customer writes to the client.</summary>
    public static string Letter(string id, string subject, string text, params string[] headers) =>
        string.Join("\r\n", [$"From: Ana Ruiz <{Customer}>", $"To: {Client}", $"Subject: {subject}", $"Message-ID: <{id}>", "Date: Mon, 2 Mar 2026 10:00:00 +0100",
            "MIME-Version: 1.0", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: 8bit", .. headers, "", text, ""]);

    /// <summary>What lies in somebody's mailbox.</summary>
    public IReadOnlyList<byte[]> Letters(string address) =>
        [.. new[] { "new", "cur" }.Select(part => Path.Combine(Folder, "mail", address, part)).Where(Directory.Exists).SelectMany(Directory.GetFiles).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];

    /// <summary>Lays a message into the client's mailbox by IMAP, where no server mends it on the way.</summary>
    public async Task Lay(string message)
    {
        var file = Path.Combine(Folder, "laid.eml");
        await File.WriteAllTextAsync(file, message);
        await Daemon.HandOver(file);
        await Ask("--upload-file", file, $"imaps://localhost:{ImapPort}/INBOX");
    }

    /// <summary>How many messages the client's mailbox holds, as its IMAP server says.</summary>
    public async Task<int> Held() =>
        int.Parse(Messages().Match(await Ask("--request", "STATUS INBOX (MESSAGES)", $"imaps://localhost:{ImapPort}/")).Groups[1].Value, null);

    public async ValueTask DisposeAsync()
    {
        await Stop();
        // What they began to deliver they still write.
        await Patience.Until(() =>
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
                return true;
            }
            catch (IOException)
            {
                return !Directory.Exists(Folder);
            }
        });
    }

    private async Task<string> Ask(params string[] arguments)
    {
        var (code, said) = await Daemon.Run(["curl", "--silent", "--show-error", "--cacert", Certificate, "--user", $"{Client}:{Password}", .. arguments]);
        Assert.True(code == 0, said);
        return said;
    }

    [GeneratedRegex(@"MESSAGES (\d+)")]
    private static partial Regex Messages();
}
