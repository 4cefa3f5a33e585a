using System.Text.RegularExpressions;

namespace BpoWorkbench.Tests.Support;

/// <summary>fetchmail and the script behind it, as docs/api.md tells to set them up; nothing but the addresses and the secrets is another.</summary>
internal sealed partial class Fetchmail(MailServers servers)
{
    private string Script => Path.Combine(servers.Folder, "bpo-mail");

    private string Key => Path.Combine(servers.Folder, "key");

    private string Settings => Path.Combine(servers.Folder, "fetchmailrc");

    /// <summary>From the client's mailbox into that workbench, with that key, from now on.</summary>
    public async Task Into(Uri workbench, string key)
    {
        var settings = Put(Put(Recipe("/etc/fetchmailrc"), "imap.iberluz.example service 993", $"localhost service {servers.ImapPort}"), "password \"...\"", $"password \"{MailServers.Password}\"");
        await File.WriteAllTextAsync(Settings, Put(settings, "/usr/local/bin/bpo-mail", Script));
        await File.WriteAllTextAsync(Script, Put(Put(Recipe("/usr/local/bin/bpo-mail ADDRESS"), "/etc/bpo/key", Key), "https://bpo.example/", $"{workbench}"));
        await File.WriteAllTextAsync(Key, key);
        await Daemon.HandOver(Settings, Script, Key);
    }

    /// <summary>Looks into the mailbox once, as it does every minute.</summary>
    /// <returns>What it said.</returns>
    public async Task<string> Poll()
    {
        var (code, said) = await Daemon.Run(
            ["fetchmail", "--fetchmailrc", Settings, "--daemon", "0", "--nosyslog"],
            environment: new Dictionary<string, string> { ["HOME"] = servers.Folder, ["FETCHMAILHOME"] = servers.Folder, ["SSL_CERT_FILE"] = servers.Certificate, ["LC_ALL"] = "C" });
        // 1: there was nothing.
        Assert.True(code is 0 or 1, said);
        return said;
    }

    /// <summary>The block of the documentation with that in its comment.</summary>
    private static string Recipe(string named) =>
        Blocks().Matches(File.ReadAllText(Path.Combine(SourceTree.Root, "docs", "api.md"))).Select(block => block.Groups[1].Value)
            .Single(block => block.Split('\n').Any(line => line.StartsWith('#') && line.Contains(named, StringComparison.Ordinal)));

    private static string Put(string text, string documented, string here)
    {
        Assert.Contains(documented, text, StringComparison.Ordinal);
        return text.Replace(documented, here, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^```\n(.*?)^```$", RegexOptions.Singleline | RegexOptions.Multiline)]
    private static partial Regex Blocks();
}
