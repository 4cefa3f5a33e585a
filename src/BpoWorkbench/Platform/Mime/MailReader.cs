using BpoWorkbench.Domain;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// Reads mail: messages (RFC 5322) with what they carry (RFC 2045 to 2049, 2047, 2231, 3676), in one pass and bounded memory, however
/// large, broken or hostile they are.
/// </summary>
public static class MailReader
{
    /// <summary>One message, from where the stream is to its end.</summary>
    /// <param name="open">Opens what each attachment is written to; without it they are only counted and hashed.</param>
    /// <exception cref="Refusal">
    /// "mail.not-a-message": it begins with no header field. "mail.too-large": above <see cref="MailLimits.MessageBytes"/>. What was opened
    /// by then is closed, and the caller's to remove.
    /// </exception>
    public static MailMessage Read(Stream stream, MailLimits? limits = null, OpenAttachment? open = null)
    {
        limits ??= MailLimits.Default;
        using var lines = new ByteLines(stream, limits.MessageBytes);
        lines.SkipMark();
        while (lines.Load() && lines.BeginsLine && lines.Text.Length == 0)
        {
            lines.Advance();
        }

        var message = new MailWalk(limits, open).Message(new PartLines(lines), 0, null);
        return message.Headers.Count > 0 ? message : throw new Refusal("mail.not-a-message");
    }

    /// <summary>The messages of an mbox (RFC 4155), each read when it is asked for. Lengths that messages tell are believed where the stream can seek.</summary>
    /// <param name="refused">Hears which, from 1 on, are above <see cref="MailLimits.MessageBytes"/>: each is left out by itself.</param>
    public static IEnumerable<MailMessage> ReadMbox(Stream stream, MailLimits? limits = null, OpenAttachment? open = null, Action<int>? refused = null)
    {
        limits ??= MailLimits.Default;
        var mbox = new Mbox(stream);
        using var lines = new ByteLines(stream, limits.MessageBytes);
        lines.SkipMark();
        for (var number = 1; lines.Load(); number++)
        {
            // The "From " line itself, and blank ones before the first.
            while (lines.Load() && (lines.Text.Length == 0 || mbox.Begins(lines, true)))
            {
                lines.Advance();
                mbox.Start();
            }

            if (!lines.Load())
            {
                yield break;
            }

            if (mbox.Read(lines, new MailWalk(limits, open)) is { } message)
            {
                yield return message;
            }
            else
            {
                refused?.Invoke(number);
            }
        }
    }

    /// <summary>
    /// The messages of an mbox as they came, each by itself, unread, its quoted "From " lines as they were written. Null stands for one
    /// above <see cref="MailLimits.MessageBytes"/>.
    /// </summary>
    public static IEnumerable<MemoryStream?> SplitMbox(Stream stream, MailLimits? limits = null)
    {
        limits ??= MailLimits.Default;
        var mbox = new Mbox(stream);
        using var lines = new ByteLines(stream);
        lines.SkipMark();
        var (message, size, afterBlank) = (new MemoryStream(), 0L, true);
        while (lines.Load())
        {
            if (lines.BeginsLine && mbox.Begins(lines, afterBlank))
            {
                if (size > 0)
                {
                    yield return Whole();
                }

                (message, size) = (new MemoryStream(), 0);
            }
            else
            {
                var line = lines.BeginsLine && Mbox.IsQuoted(lines.Text) ? lines.TextAndEnding[1..] : lines.TextAndEnding;
                if ((size += line.Length) <= limits.MessageBytes)
                {
                    message.Write(line);
                }
            }

            afterBlank = lines.BeginsLine && lines.Text.Length == 0;
            lines.Advance();
        }

        if (size > 0)
        {
            yield return Whole();
        }

        MemoryStream? Whole()
        {
            message.Position = 0;
            return size > limits.MessageBytes ? null : message;
        }
    }

    /// <summary>The message that these are the fragments of (RFC 2046, 5.2.2), in whatever order, each with the stream it was read from; null while one is missing.</summary>
    public static MemoryStream? Join(IEnumerable<(MailMessage Fragment, Stream Of)> fragments, MailLimits? limits = null) => Fragments.Join(fragments, (limits ?? MailLimits.Default).MessageBytes);

    /// <summary>Whether the stream, which is left where it was and can seek, holds an mbox: it begins with a "From " line and a header field.</summary>
    public static bool IsMbox(Stream stream) => Mbox.Is(stream);
}
