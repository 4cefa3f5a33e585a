using System.Security.Cryptography;

namespace BpoWorkbench.Shared;

/// <summary>Logs an unexpected failure under a short reference that the person on the screen can read out.</summary>
public sealed partial class Failures(ILogger<Failures> log)
{
    public string Report(Exception exception)
    {
        var reference = RandomNumberGenerator.GetString("23456789ABCDEFGHJKLMNPQRSTUVWXYZ", 6);
        LogFailure(exception, reference);
        return reference;
    }

    [LoggerMessage(LogLevel.Error, "Failure {Reference}")]
    private partial void LogFailure(Exception exception, string reference);
}
