namespace BpoWorkbench.Features.Email;

/// <summary>How much mail is taken at once.</summary>
public sealed class EmailLimits
{
    /// <summary>Bytes of one message as it travels.</summary>
    public long MessageBytes { get; set; } = 50 << 20;

    /// <summary>Bytes of one file of messages, inflated.</summary>
    public long UploadBytes { get; set; } = 1L << 30;
}
