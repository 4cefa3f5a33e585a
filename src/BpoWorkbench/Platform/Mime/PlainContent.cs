using System.Buffers;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// A plain body, without the files that stand in it uuencoded, as programs sent them before MIME: "begin 644 name" and a line that is of
/// the length it says. Those are attachments.
/// </summary>
internal sealed class PlainContent(int limit, Func<string, AttachmentContent> open, Action<MailAttachment> found) : KeptContent(limit)
{
    private const int LongestLine = 300;

    private readonly ArrayBufferWriter<byte> _line = new(LongestLine);
    private bool _midLine;
    private byte[]? _begin;
    private string _name = "";
    private UuDecoder? _decoder;
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
            if (_decoder.Ended)
            {
                EndFile();
            }
        }
        else if (_begin is not null && UuDecoder.IsLine(text))
        {
            (_begin, _decoder, _attachment) = (null, UuDecoder.AfterBegin(), open(_name));
            _decoder.Write(text, default, _attachment);
        }
        else
        {
            KeepBegin();
            if (UuDecoder.Begins(text, out _name))
            {
                _begin = line.ToArray();
            }
            else
            {
                Keep(line);
            }
        }
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
