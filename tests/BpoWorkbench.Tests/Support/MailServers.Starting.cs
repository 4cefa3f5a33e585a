using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BpoWorkbench.Tests.Support;

// How both come to listen, each on a port of its own.
internal sealed partial class MailServers
{
    private async Task Open()
    {
        await Certify();
        var (_, told) = await Daemon.Run(["sh", "-c", $"id -un; id -gn; {Dovecot} --version | cut -d. -f1,2"]);
        var facts = told.Split('\n');
        Assert.True(facts.Length == 3, told);
        // Another may have taken the port meanwhile.
        for (var attempt = 1; !await Listen(facts[0], facts[1], facts[2]); attempt++)
        {
            Assert.True(attempt < 5, Said);
            await Stop();
        }
    }

    private async Task<bool> Listen(string user, string group, string dovecotVersion)
    {
        (SmtpPort, ImapPort) = (FreePort(), FreePort());
        var (exim, dovecot) = (Path.Combine(Folder, "exim.conf"), Path.Combine(Folder, "dovecot.conf"));
        await File.WriteAllTextAsync(exim, EximSettings(user, group));
        await File.WriteAllTextAsync(dovecot, DovecotSettings(dovecotVersion, user, group));
        await Daemon.HandOver(Folder);
        _daemons.Add(Daemon.Start(Exim, "-bdf", "-C", exim));
        _daemons.Add(Daemon.Start(Dovecot, "-F", "-c", dovecot));
        await Patience.Until(() => _daemons.Exists(daemon => daemon.HasEnded) || (Answers(SmtpPort) && Answers(ImapPort)), () => Said);
        return !_daemons.Exists(daemon => daemon.HasEnded);
    }

    private async Task Stop()
    {
        foreach (var daemon in _daemons)
        {
            await daemon.DisposeAsync();
        }

        _daemons.Clear();
    }

    private async Task Certify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await File.WriteAllTextAsync(Certificate, certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(Folder, "key.pem"), key.ExportPkcs8PrivateKeyPem());
    }

    // Below those that the system gives to whoever asks for any, so that it is still free in a moment.
    private static int FreePort()
    {
        int port;
        do
        {
            port = RandomNumberGenerator.GetInt32(10_000, 20_000);
        }
        while (Answers(port));
        return port;
    }

    private static bool Answers(int port)
    {
        try
        {
            using var caller = new TcpClient();
            caller.Connect(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
