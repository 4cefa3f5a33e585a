using System.Buffers;
using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>The header fields at the beginning of a message or part (RFC 5322, 2.2), read up to the empty line or to what is no field.</summary>
internal sealed class HeaderBlock
{
    private static readonly HashSet<string> Usual = new(StringComparer.OrdinalIgnoreCase)
    {
        "From", "To", "Cc", "Bcc", "Subject", "Date", "Sender", "Reply-To", "Message-ID", "In-Reply-To", "References", "Received", "Return-Path", "Delivered-To",
        "MIME-Version", "Content-Type", "Content-Transfer-Encoding", "Content-Disposition", "Content-ID", "Content-Description", "Content-Length", "DKIM-Signature",
        "Authentication-Results", "Precedence", "Status", "Errors-To", "Organization", "User-Agent", "Lines", "Importance", "Priority", "Auto-Submitted", "Newsgroups", "Path",
    };

    private readonly MailLimits _limits;
    private readonly ArrayBufferWriter<byte> _bytes = new(2048);
    private readonly List<(int Name, int Value, int End)> _fields = [];
    private bool _isFull;

    private HeaderBlock(MailLimits limits) => _limits = limits;

    /// <param name="charset">Of bytes above 127, where the part itself declares none.</param>
    public static MailHeaders Read(PartLines lines, MailLimits limits, string? charset, ref MailFaults faults)
    {
        var block = new HeaderBlock(limits);
        block.ReadLines(lines, ref faults);
        faults |= block._isFull ? MailFaults.HeadersCut : MailFaults.None;
        return block.Decode(charset);
    }

    /// <summary>Whether a message may have this among its header fields.</summary>
    public static bool IsUsual(string name) => Usual.Contains(name) || (name.Length > 2 && name.StartsWith("X-", StringComparison.OrdinalIgnoreCase))
        || name.StartsWith("List-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("Resent-", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ARC-", StringComparison.OrdinalIgnoreCase);

    public static bool IsField(ReadOnlySpan<byte> text) => ColonOf(text) > 0;

    public static bool IsUsualField(ReadOnlySpan<byte> text) => ColonOf(text) is > 0 and var colon && IsUsual(Encoding.ASCII.GetString(text[..colon]).TrimEnd());

    private void ReadLines(PartLines lines, ref MailFaults faults)
    {
        var open = false;
        for (; lines.Content(); lines.Advance())
        {
            var text = lines.Text;
            if (!lines.BeginsLine || (text.Length > 0 && text[0] is (byte)' ' or (byte)'\t'))
            {
                GoOn(text, open);
            }
            else if (text.Length == 0)
            {
                lines.Advance();
                return;
            }
            else if (ColonOf(text) is > 0 and var colon)
            {
                open = Begin(text, colon);
            }
            // A line amid the fields that is none, as where one was broken without being folded.
            else if (text.StartsWith("From "u8) || text.StartsWith(">From "u8) || IsUsualField(lines.After(128)))
            {
                faults |= _fields.Count > 0 ? MailFaults.HeaderLine : MailFaults.None;
                open = false;
            }
            else
            {
                faults |= MailFaults.HeaderLine;
                return;
            }
        }
    }

    private bool Begin(ReadOnlySpan<byte> text, int colon)
    {
        _isFull |= _fields.Count >= _limits.Headers || _bytes.WrittenCount + text.Length > _limits.HeaderBytes;
        if (_isFull)
        {
            return false;
        }

        var start = _bytes.WrittenCount;
        _bytes.Write(text);
        _fields.Add((start, start + colon, _bytes.WrittenCount));
        return true;
    }

    private void GoOn(ReadOnlySpan<byte> text, bool open)
    {
        _isFull |= _bytes.WrittenCount + text.Length > _limits.HeaderBytes;
        if (open && !_isFull)
        {
            _bytes.Write(text);
            _fields[^1] = _fields[^1] with { End = _bytes.WrittenCount };
        }
    }

    // Of "Name:", also of "Name :"; -1 where it is no field.
    private static int ColonOf(ReadOnlySpan<byte> text)
    {
        var colon = text.IndexOf((byte)':');
        var name = colon < 0 ? default : text[..colon].TrimEnd(" \t"u8);
        return name.Length > 0 && name.IndexOfAnyExceptInRange((byte)33, (byte)126) < 0 ? colon : -1;
    }

    private MailHeaders Decode(string? charset)
    {
        var bytes = _bytes.WrittenSpan;
        foreach (var (name, value, end) in _fields)
        {
            if (System.Text.Ascii.EqualsIgnoreCase(bytes[name..value].TrimEnd(" \t"u8), "Content-Type"u8) && !System.Text.Ascii.IsValid(bytes))
            {
                charset = Parameters.Of(Encoding.Latin1.GetString(bytes[(value + 1)..end]))["charset"] ?? charset;
                break;
            }
        }

        var fields = new MailHeader[_fields.Count];
        for (var i = 0; i < fields.Length; i++)
        {
            var (name, value, end) = _fields[i];
            fields[i] = new MailHeader(Encoding.ASCII.GetString(bytes[name..value].TrimEnd(" \t"u8)), Charsets.Header(bytes[(value + 1)..end].Trim(" \t"u8), charset));
        }

        return new MailHeaders(fields);
    }
}
