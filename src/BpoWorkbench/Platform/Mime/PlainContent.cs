using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// A plain body, without the files that stand in it encoded, as programs sent them before MIME: "begin 644 name" and a line that is of
/// the length it says, or "=ybegin" with all it has to tell. Those are attachments.
/// </summary>
internal sealed class PlainContent(int limit, Func<string, AttachmentContent?> open, Action<MailAttachment> found) : KeptContent(limit)
{
    private const int LongestLine = 1_100;

    private readonly ArrayBufferWriter<byte> _line = new(LongestLine);
    private bool _midLine;
    private byte[]? _begin;
    private string _name = "";
    private TransferDecoder? _decoder;
    private AttachmentContent? _attachment;

    /// <summary>What was waiting for its end gets it here.</summary>
    public void Finish()
    {
        Line(_line.WrittenSpan);
        _line.Clear();
        KeepBegin();
        EndFile();
    }

    protected override void Drain(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.IndexOf((byte)'\n') + 1;
            var line = end == 0 ? bytes : bytes[..end];
            bytes = bytes[line.Length..];
            if (end == 0 && _line.WrittenCount + line.Length <= LongestLine && !_midLine)
            {
                _line.Write(line);
            }
            else if (_line.WrittenCount > 0)
            {
                _line.Write(line);
                Line(_line.WrittenSpan, end > 0);
                _line.Clear();
            }
            else
            {
                Line(line, end > 0);
            }
        }
    }

    protected override void Close() => _attachment?.Dispose();

    private void Line(ReadOnlySpan<byte> line, bool ends = true)
    {
        var text = line.TrimEnd("\r\n"u8);
        if (_midLine || !ends)
        {
            _midLine = !ends;
            KeepBegin();
            Keep(line);
        }
        else if (_decoder is not null)
        {
            _decoder.Write(text, default, _attachment!);
            if (_decoder is UuDecoder { Ended: true } or YencDecoder { Ended: true })
            {
                EndFile();
            }
        }
        else if (_begin is not null && UuDecoder.IsLine(text))
        {
            if (!Opens(UuDecoder.AfterBegin()))
            {
                KeepBegin();
                Keep(line);
                return;
            }

            _begin = null;
            _decoder!.Write(text, default, _attachment!);
        }
        else
        {
            KeepBegin();
            if (UuDecoder.Begins(text, out _name))
            {
                _begin = line.ToArray();
            }
            else if (!YencDecoder.Begins(text, out _name) || !Opens(YencDecoder.AfterBegin()))
            {
                Keep(line);
            }
        }
    }

    // Not where there are too many already.
    private bool Opens(TransferDecoder decoder)
    {
        _attachment = open(_name);
        _decoder = _attachment is null ? null : decoder;
        return _attachment is not null;
    }

    private void KeepBegin()
    {
        Keep(_begin);
        _begin = null;
    }

    private void EndFile()
    {
        if (_attachment is not null)
        {
            found(_attachment.Finish());
            _attachment.Dispose();
        }

        (_attachment, _decoder) = (null, null);
    }
}
