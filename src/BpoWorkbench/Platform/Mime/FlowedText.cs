using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Flowed lines made whole again (RFC 3676): a space at the end of a line means that the paragraph goes on.</summary>
internal static class FlowedText
{
    /// <param name="text">With lines ended by \n.</param>
    /// <param name="deleteSpace">DelSp=yes: that space was put in to say so, and goes.</param>
    public static string Unwrap(string text, bool deleteSpace)
    {
        var whole = new StringBuilder(text.Length);
        var depth = -1;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range];
            var quotes = line.IndexOfAnyExcept('>') is >= 0 and var first ? first : line.Length;
            line = line[quotes..];
            var stuffed = line is [' ', ..];
            line = stuffed ? line[1..] : line;
            // A signature's mark ends in a space, and nothing flows into it or on from it.
            var isSignature = line is "-- ";
            if (depth < 0 || depth != quotes || isSignature)
            {
                whole.Append(range.Start.Value > 0 ? "\n" : "").Append('>', quotes);
                whole.Append(quotes > 0 && stuffed ? " " : "");
            }

            var flows = line is [.., ' '] && !isSignature;
            whole.Append(flows && deleteSpace ? line[..^1] : line);
            depth = flows ? quotes : -1;
        }

        return whole.ToString();
    }
}
