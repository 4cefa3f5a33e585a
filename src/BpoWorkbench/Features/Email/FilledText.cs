using System.Globalization;
using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email;

/// <summary>
/// A text that answers begin with, its fields in double braces filled in: {{name}}, {{subject}}, {{number}}, {{agent}}, {{customer}},
/// {{customer-key}}, {{tax-number}}, {{code}} and {{resolve-by}} of a complaint, and every field of the queue by its code. What is not
/// known by that name stays as it is: the agent sees it, and nothing leaves with it.
/// </summary>
internal static partial class FilledText
{
    public static async Task<string> Of(WorkbenchDb db, WorkItem item, string template, string agent)
    {
        var from = await db.Incoming(item.Id).Select(m => new { m.FromName, m.FromAddress, m.Subject }).FirstOrDefaultAsync();
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == item.ClientId);
        var customer = await db.Customers.AsNoTracking().SingleOrDefaultAsync(c => c.Id == item.CustomerId);
        var complaint = db.Complaints.Local.FirstOrDefault(c => c.ItemId == item.Id) ?? await db.Complaints.AsNoTracking().SingleOrDefaultAsync(c => c.ItemId == item.Id);
        var format = new FieldFormat(CultureInfo.GetCultureInfo(client.Language), "", "");
        var values = item.Queue!.Fields.ToDictionary(f => f.Code, f => item.Fields.TryGetValue(f.Code, out var value) ? format.Show(f.Type, value) : "", StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in new (string, string?)[]
        {
            ("name", from is null ? "" : from.FromName.Length > 0 ? from.FromName : from.FromAddress), ("subject", from?.Subject), ("number", $"{item.Id}"), ("agent", agent),
            ("customer", customer?.Name), ("customer-key", customer?.Key), ("tax-number", customer?.TaxNumber),
            ("code", complaint?.Code), ("resolve-by", complaint?.ResolveBy is { } by ? Day(by, client) : null),
        })
        {
            values[name] = value ?? "";
        }

        return Hole().Replace(template, hole => values.GetValueOrDefault(hole.Groups[1].Value) ?? hole.Value);
    }

    /// <summary>What was not filled in; null where all was. What stands in the message that is answered is a quotation.</summary>
    public static string? HoleIn(string text, EmailMessage answered) =>
        Hole().Matches(text).Select(hole => hole.Value).FirstOrDefault(hole => !$"{answered.FromName} {answered.Subject} {answered.Text}".Contains(hole, StringComparison.Ordinal));

    /// <summary>A day as the client's customers read it.</summary>
    public static string Day(DateTime at, Client client) => TimeZoneInfo.ConvertTimeFromUtc(at, client.Zone).ToString("D", CultureInfo.GetCultureInfo(client.Language));

    [GeneratedRegex(@"\{\{\s*([\w-]{1,60})\s*\}\}", RegexOptions.CultureInvariant)]
    private static partial Regex Hole();
}
