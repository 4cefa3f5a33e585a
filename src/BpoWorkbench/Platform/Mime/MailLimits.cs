namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// How much of one message is read. Only a message above <see cref="MessageBytes"/> is refused; beyond the others it is read as far as
/// it goes and says so in <see cref="MailMessage.Faults"/>.
/// </summary>
public sealed record MailLimits
{
    public static readonly MailLimits Default = new();

    /// <summary>Bytes of the whole message as it travelled, encoded.</summary>
    public long MessageBytes { get; init; } = 100L << 20;

    /// <summary>How deep multiparts and forwarded messages lie in each other; what lies deeper is an attachment.</summary>
    public int Depth { get; init; } = 20;

    /// <summary>Parts of the whole message, those of forwarded messages included; what follows the last is passed over. As many files may stand amid text.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>Bytes of the header fields of one part or message.</summary>
    public int HeaderBytes { get; init; } = 1 << 20;

    /// <summary>Header fields of one part or message.</summary>
    public int Headers { get; init; } = 2_000;

    /// <summary>Decoded bytes of the plain text, of the HTML, of a calendar and of a report, each; the rest is cut.</summary>
    public int TextBytes { get; init; } = 4 << 20;
}

/// <summary>What was not as it should be; none keeps a message from being read.</summary>
[Flags]
public enum MailFaults
{
    None = 0,

    /// <summary>Header fields were left out (<see cref="MailLimits.HeaderBytes"/>, <see cref="MailLimits.Headers"/>).</summary>
    HeadersCut = 1,

    /// <summary>A body, calendar or report was cut (<see cref="MailLimits.TextBytes"/>).</summary>
    TextCut = 2,

    /// <summary>Parts lie deeper than <see cref="MailLimits.Depth"/>; they are attachments as they came.</summary>
    TooDeep = 4,

    /// <summary>There are more than <see cref="MailLimits.Parts"/>; the others were passed over.</summary>
    TooManyParts = 8,

    /// <summary>A multipart never ended, never began or names no boundary (RFC 2046, 5.1.1).</summary>
    Boundary = 16,

    /// <summary>The body began without the empty line, or between the header fields stood what is none (RFC 5322, 2.2).</summary>
    HeaderLine = 32,
}
