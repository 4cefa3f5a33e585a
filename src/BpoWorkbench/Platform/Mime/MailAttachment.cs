namespace BpoWorkbench.Platform.Mime;

/// <summary>Opens what the content of an attachment is written to while it is read; it is disposed of when the content ends. Null lets it pass.</summary>
public delegate Stream? OpenAttachment(AttachmentHead head);

/// <summary>What is known of an attachment before its content.</summary>
/// <param name="Number">From 1 on, over the whole message and those in it.</param>
/// <param name="Name">As the sender wrote it, decoded (RFC 2231, RFC 2047): may hold paths, and lie about the type. Null where none was given.</param>
/// <param name="Type">The media type the sender declares, in lower case.</param>
/// <param name="ContentId">Without angle brackets; an HTML body refers to it as cid: (RFC 2392).</param>
/// <param name="Inline">Meant to be shown with the message (RFC 2183), as far as the sender says.</param>
public sealed record AttachmentHead(int Number, string? Name, string Type, string? ContentId, bool Inline)
{
    public AttachmentKind Kind => Type switch
    {
        "application/ms-tnef" or "application/vnd.ms-tnef" => AttachmentKind.Tnef,
        "text/calendar" or "application/ics" => AttachmentKind.Calendar,
        "application/pgp-signature" or "application/pkcs7-signature" or "application/x-pkcs7-signature" => AttachmentKind.Signature,
        _ => "winmail.dat".Equals(Name, StringComparison.OrdinalIgnoreCase) ? AttachmentKind.Tnef : AttachmentKind.File,
    };
}

public enum AttachmentKind
{
    File,

    /// <summary>An invitation or the answer to one.</summary>
    Calendar,

    /// <summary>Outlook's own wrapping (winmail.dat), shown as what it is.</summary>
    Tnef,

    /// <summary>Of S/MIME or OpenPGP, unchecked.</summary>
    Signature,
}

/// <summary>An attachment after it was read through.</summary>
/// <param name="Size">Bytes, decoded.</param>
/// <param name="Sha256">Of the decoded bytes, 64 hexadecimal digits in lower case.</param>
public sealed record MailAttachment(AttachmentHead Head, long Size, string Sha256)
{
    public int Number => Head.Number;

    public string? Name => Head.Name;

    public string Type => Head.Type;

    public string? ContentId => Head.ContentId;

    public bool Inline => Head.Inline;

    public AttachmentKind Kind => Head.Kind;
}
