using System.Text;
using BpoWorkbench.Platform.Mime;

namespace BpoWorkbench.Tests.Platform.Mime;

/// <summary>Messages as tests write them down.</summary>
internal static class Mail
{
    public static MailMessage Read(string text, MailLimits? limits = null, OpenAttachment? open = null) => Read(Encoding.UTF8.GetBytes(text), limits, open);

    public static MailMessage Read(byte[] bytes, MailLimits? limits = null, OpenAttachment? open = null)
    {
        using var stream = new MemoryStream(bytes);
        return MailReader.Read(stream, limits, open);
    }

    /// <summary>A message of one field and this body.</summary>
    public static MailMessage With(string fields, string body = "") => Read($"Subject: x\n{fields}\n\n{body}");

    /// <summary>A multipart with these parts, each of its fields, an empty line and its body.</summary>
    public static string Multipart(string type, params IEnumerable<string> parts) =>
        $"Subject: x\nContent-Type: multipart/{type}; boundary=\"limit\"\n\nnot shown\n{string.Concat(parts.Select(part => $"--limit\n{part}\n"))}--limit--\nnor this\n";

    public static byte[] Latin(string text) => Encoding.Latin1.GetBytes(text);
}
