namespace BpoWorkbench.Platform.Mime;

/// <summary>Where a part stands: what of it may be the body.</summary>
/// <param name="InAlternative">Below a multipart/alternative.</param>
/// <param name="IsAlternative">One of the alternatives itself.</param>
/// <param name="IsAside">Beside the root of a multipart/related.</param>
internal readonly record struct Place(bool InAlternative, bool IsAlternative, bool IsAside);

/// <summary>One pass through a message and all that lies in it.</summary>
internal sealed class MailWalk(MailLimits limits, OpenAttachment? open)
{
    private int _parts;
    private int _attachments;

    /// <param name="charset">Of bytes above 127 in its header, where it declares none: that of the message around it.</param>
    public MailMessage Message(PartLines lines, int depth, string? charset)
    {
        var begin = lines.Offset;
        var faults = MailFaults.None;
        var headers = HeaderBlock.Read(lines, limits, charset, ref faults);
        lines.Mbox?.After(headers, lines.Offset, depth);
        var gathered = new Gathered(limits, Attach, () => _attachments < limits.Parts) { Faults = faults, Charset = new ContentHead(headers, "text/plain")["charset"] ?? charset };
        var structure = Content(lines, headers, "text/plain", _ => default, gathered, depth, begin);
        return gathered.Message(headers, structure);
    }

    private MailPart Content(PartLines lines, MailHeaders headers, string otherwise, Func<ContentHead, Place> where, Gathered gathered, int depth, long begin)
    {
        _parts++;
        var head = new ContentHead(headers, otherwise);
        var place = where(head);
        var body = lines.Offset;
        List<MailPart> parts = [];
        var splits = head.IsMultipart || head.IsMessage;
        if (splits && depth >= limits.Depth)
        {
            gathered.Faults |= MailFaults.TooDeep;
            gathered.File(lines, head);
        }
        else if (head.IsMessage)
        {
            parts.Add(Forwarded(lines, head, gathered, depth + 1));
        }
        else if (head.IsMultipart && head.Boundary is { } boundary && lines.Push(boundary))
        {
            Multipart(lines, head, place, gathered, depth + 1, parts);
        }
        else
        {
            gathered.Faults |= head.IsMultipart ? MailFaults.Boundary : MailFaults.None;
            gathered.Leaf(lines, head, place);
        }

        return new MailPart(head.Type, begin, body, lines.EndOffset, parts);
    }

    private void Multipart(PartLines lines, ContentHead head, Place place, Gathered gathered, int depth, List<MailPart> parts)
    {
        var level = lines.Depth - 1;
        var closed = false;
        using (var before = new KeptContent(limits.TextBytes))
        {
            before.Fill(lines, TransferDecoder.Of(null));
            if (!lines.IsBoundary(level, out _))
            {
                // It never begins: what there is is its text.
                gathered.Whole(before, head, place);
            }
        }

        while (!closed && lines.IsBoundary(level, out closed))
        {
            lines.Advance();
            if (closed || lines.IsBoundary(level, out _))
            {
                continue;
            }

            if (_parts >= limits.Parts)
            {
                gathered.Faults |= MailFaults.TooManyParts;
                lines.SkipContent();
                continue;
            }

            var begin = lines.Offset;
            var headers = HeaderBlock.Read(lines, limits, gathered.Charset, ref gathered.Faults);
            parts.Add(Content(lines, headers, head.Type == "multipart/digest" ? "message/rfc822" : "text/plain", child => Inside(head, place, child, parts), gathered, depth, begin));
        }

        gathered.Faults |= closed ? MailFaults.None : MailFaults.Boundary;
        lines.Pop();
        lines.SkipContent();
    }

    private static Place Inside(ContentHead head, Place place, ContentHead child, List<MailPart> before) => head.Type switch
    {
        "multipart/alternative" => place with { InAlternative = true, IsAlternative = true },
        "multipart/related" => place with { IsAside = place.IsAside || !IsRoot(head, child, before) },
        _ => place with { IsAlternative = false },
    };

    // The one that is named, or the first that can be read: some put the pictures before it.
    private static bool IsRoot(ContentHead head, ContentHead child, List<MailPart> before) =>
        head.Start is { } start && child.Id is { } id ? id == start
            : (child.IsText || child.IsMultipart) && !before.Exists(part => part.Type.StartsWith("text/", StringComparison.Ordinal) || part.Type.StartsWith("multipart/", StringComparison.Ordinal));

    private MailPart Forwarded(PartLines lines, ContentHead head, Gathered gathered, int depth)
    {
        if (TransferDecoder.IsPlain(head.Encoding) || (lines.Content() && lines.Text.Contains((byte)':') && !lines.Text.Contains((byte)'=')))
        {
            return gathered.Add(Message(lines, depth, gathered.Charset));
        }

        using var decoded = new ByteLines(new DecodedPart(lines, TransferDecoder.Of(head.Encoding)));
        var inner = gathered.Add(Message(new PartLines(decoded), depth, gathered.Charset));
        lines.SkipContent();
        return inner;
    }

    private AttachmentContent Attach(string? name, string type, string? id, bool inline, int keep) =>
        new(new AttachmentHead(++_attachments, name, type, id, inline), open, keep);
}
