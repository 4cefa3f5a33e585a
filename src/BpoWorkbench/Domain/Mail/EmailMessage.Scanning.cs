namespace BpoWorkbench.Domain.Mail;

// Whether it was looked at for viruses, and what was found.
public sealed partial class EmailMessage
{
    /// <summary>Null while no scanner has looked at it.</summary>
    public Scan? Scan { get; private set; }

    /// <summary>What was found; or why it was not scanned, where that was tried.</summary>
    public string? ScanSays { get; private set; }

    public void Scanned(Scan? result, string? says) => (Scan, ScanSays) = (result, says is null ? null : Cut(Line(says), 200));
}
