namespace BpoWorkbench.Platform.Mime;

/// <summary>A report written for machines (RFC 6522).</summary>
/// <param name="Type">"message/delivery-status", "message/disposition-notification" or "message/feedback-report".</param>
/// <param name="Groups">Its groups of fields. Of a delivery report the first is of the message, each other of a recipient (RFC 3464, 2.1).</param>
public sealed record MailReport(string Type, IReadOnlyList<MailHeaders> Groups)
{
    /// <summary>The server that speaks, as "dns; mail.example.org".</summary>
    public string? ReportingMta => Groups is [var first, ..] ? first.Value("Reporting-MTA") : null;

    /// <summary>One for each recipient that is told of; for a report of another kind none.</summary>
    public IEnumerable<DeliveryRecipient> Recipients => !Type.EndsWith("delivery-status", StringComparison.Ordinal) ? [] :
        from told in Groups
        where told.Any(one => one.Is("Final-Recipient") || one.Is("Original-Recipient") || one.Is("Action") || one.Is("Status"))
        select new DeliveryRecipient(
            Plain(told.Value("Final-Recipient")),
            Plain(told.Value("Original-Recipient")),
            told.Value("Action")?.Trim().ToLowerInvariant(),
            told.Value("Status")?.Split(' ', '(')[0],
            told.Value("Diagnostic-Code"));

    internal static bool Is(string type) => type is "message/delivery-status" or "message/global-delivery-status" or "message/disposition-notification"
        or "message/global-disposition-notification" or "message/feedback-report";

    internal static MailReport Of(string type, ReadOnlySpan<byte> content, MailLimits limits)
    {
        List<MailHeaders> groups = [];
        Read(content, limits, groups, 0);
        return new MailReport(type, groups);
    }

    private static void Read(ReadOnlySpan<byte> content, MailLimits limits, List<MailHeaders> groups, int depth)
    {
        using var bytes = new ByteLines(new MemoryStream(content.ToArray()));
        var lines = new PartLines(bytes);
        while (lines.Content() && groups.Count < limits.Parts)
        {
            var (faults, at) = (MailFaults.None, lines.Offset);
            var group = HeaderBlock.Read(lines, limits, null, ref faults);
            if (lines.Offset == at)
            {
                lines.Advance();
            }

            if (depth == 0 && group.Raw("Content-Transfer-Encoding") is { } encoding && !TransferDecoder.IsPlain(encoding))
            {
                // Gateways that may not change what they pass on encode the rest of it, as if that were a part.
                using var rest = new KeptContent(limits.TextBytes);
                rest.Fill(lines, TransferDecoder.Of(encoding));
                Read(rest.Kept, limits, groups, 1);
            }
            else if (group.Count > 0)
            {
                groups.Add(group);
            }
        }
    }

    // "rfc822; someone@example.org": the kind of address says nothing that is not seen.
    private static string? Plain(string? recipient) =>
        recipient is null ? null : recipient[(recipient.IndexOf(';', StringComparison.Ordinal) + 1)..].Trim().Trim('<', '>');
}

/// <summary>What became of a message for one recipient (RFC 3464, 2.3).</summary>
/// <param name="Address">Where it went at last.</param>
/// <param name="OriginalAddress">Where the sender meant it to go.</param>
/// <param name="Action">failed, delayed, delivered, relayed or expanded.</param>
/// <param name="Status">Three numbers, such as "5.1.1" (RFC 3463): 5 is for good, 4 for now.</param>
/// <param name="Diagnostic">In the words of the server, such as "smtp; 550 No such user".</param>
public sealed record DeliveryRecipient(string? Address, string? OriginalAddress, string? Action, string? Status, string? Diagnostic);
