using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Identify;

/// <summary>A customer who may have written.</summary>
/// <param name="Told">What tells it: identifiers of theirs in the message.</param>
/// <param name="WasBefore">Somebody has said so of an earlier message from the same address.</param>
public sealed record Candidate(long Id, string Name, string? Key, IReadOnlyList<FoundIdentifier> Told, bool WasBefore);

/// <summary>Another message from the same address.</summary>
public sealed record EarlierEmail(long Id, DateTime At, string Subject, string Text, string? Category, WorkState? State, bool IsSifted);

/// <summary>Who wrote a message, as far as can be told, and what else came from there.</summary>
/// <param name="Candidates">The likeliest first; for the agent to confirm.</param>
/// <param name="Found">All identifiers in the message, its address first.</param>
public sealed record SenderSheet(string Address, string Name, IReadOnlyList<Candidate> Candidates, IReadOnlyList<FoundIdentifier> Found, IReadOnlyList<EarlierEmail> Earlier, int EarlierCount);

/// <summary>Finds who wrote: by what was said of earlier messages from the address, by address, telephone and tax number.</summary>
public sealed class WhoWrites(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, ReadMail read)
{
    private const int Shown = 10;
    private const int MostCandidates = 4;

    // A shop, or a form on a page, may write all there is under one address.
    private const int MostCounted = 1_000;
    private const int Lately = 200;

    // Where numbers without a prefix are from.
    private const string Region = "ES";

    /// <returns>Null where nothing has come in.</returns>
    public async Task<SenderSheet?> Read(long itemId, CancellationToken stop = default)
    {
        await using var db = await dbs.CreateDbContextAsync(stop);
        var newest = await db.Incoming(itemId).AsNoTracking().FirstOrDefaultAsync(stop);
        if (newest is null || !EmailSight.Allows(scope, newest.ClientId))
        {
            return null;
        }

        var file = newest.IsUnreadable ? null : await db.Files.AsNoTracking().SingleOrDefaultAsync(f => f.Id == newest.FileId, stop);
        var found = await Identifiers(db, newest, file is null ? newest.Text : string.Concat(read.Of(file).Text.Parts.Select(p => p.Text)), stop);
        var others = db.Emails.AsNoTracking().Where(m => m.ClientId == newest.ClientId && m.FromAddress == newest.FromAddress && m.ItemId != itemId && newest.FromAddress != "");
        return new(newest.FromAddress, newest.FromName, await Candidates(db, newest, found, stop), found,
            await (from message in others
                   join category in db.EmailCategories on message.CategoryId equals category.Id into categories
                   from category in categories.DefaultIfEmpty()
                   join item in db.WorkItems on message.ItemId equals item.Id into items
                   from item in items.DefaultIfEmpty()
                   orderby message.At descending, message.Id descending
                   select new EarlierEmail(message.Id, message.At, message.Subject, message.Text, category.Name, (WorkState?)item.State, message.SiftedAs != null && message.RescuedAt == null)).Take(Shown).ToListAsync(stop),
            await others.Take(MostCounted).CountAsync(stop));
    }

    private static async Task<List<FoundIdentifier>> Identifiers(WorkbenchDb db, EmailMessage message, string text, CancellationToken stop)
    {
        var mailboxes = await db.Mailboxes.AsNoTracking().Where(m => m.ClientId == message.ClientId).Select(m => new { m.Address, m.AnswerFrom }).ToListAsync(stop);
        var client = await db.Clients.AsNoTracking().SingleAsync(c => c.Id == message.ClientId, stop);
        var own = mailboxes.SelectMany(m => new[] { m.Address, m.AnswerFrom }).OfType<string>().ToHashSet(StringComparer.OrdinalIgnoreCase);
        var house = new OwnIdentifiers(new HashSet<string>([.. own, client.TaxNumber ?? ""]), own.Select(a => a[(a.LastIndexOf('@') + 1)..]).ToHashSet(StringComparer.OrdinalIgnoreCase));
        List<FoundIdentifier> found = [.. SenderIdentifiers.Of(text, Region, house)];
        if (EmailAddress.Read(message.FromAddress).Value is { } from)
        {
            found.RemoveAll(f => f.Type == FieldType.Email && f.Value.Equals(from, StringComparison.OrdinalIgnoreCase));
            found.Insert(0, new(FieldType.Email, from, 0, 0));
        }

        return found;
    }

    private static async Task<List<Candidate>> Candidates(WorkbenchDb db, EmailMessage message, List<FoundIdentifier> found, CancellationToken stop)
    {
        var before = await db.Emails.Where(m => m.ClientId == message.ClientId && m.FromAddress == message.FromAddress && m.ItemId != null && m.ItemId != message.ItemId)
            .OrderByDescending(m => m.At).Take(Lately).Join(db.WorkItems.Where(i => i.CustomerId != null), m => m.ItemId, i => (long?)i.Id, (m, i) => i.CustomerId!.Value).Distinct().Take(MostCandidates).ToListAsync(stop);
        var ids = before.ToHashSet();
        foreach (var one in found.Take(12))
        {
            // What a customer is known by stands in their items too, and those are found by any part of their texts.
            ids.UnionWith(one.Type == FieldType.TaxNumber
                ? await db.Customers.Where(c => c.ClientId == message.ClientId && c.TaxNumber == one.Value).Select(c => c.Id).Take(MostCandidates).ToListAsync(stop)
                : await db.Find(one.Value).Where(i => i.ClientId == message.ClientId && i.CustomerId != null).OrderByDescending(i => i.Id).Take(Lately).Select(i => i.CustomerId!.Value).Distinct().Take(20).ToListAsync(stop));
        }

        var customers = await db.Customers.AsNoTracking().Where(c => ids.Contains(c.Id) && c.ClientId == message.ClientId).ToListAsync(stop);
        return [.. customers.Select(c => new Candidate(c.Id, c.Name, c.Key, found.FindAll(f => Has(c, f)), before.Contains(c.Id)))
            .Where(c => c.Told.Count > 0 || c.WasBefore).OrderByDescending(c => Weight(c)).ThenBy(c => c.Id).Take(MostCandidates)];
    }

    private static bool Has(Customer customer, FoundIdentifier one) => one.Type switch
    {
        FieldType.TaxNumber => customer.TaxNumber == one.Value,
        FieldType.Phone => customer.Phones.Contains(one.Value),
        _ => customer.Emails.Contains(one.Value, StringComparer.OrdinalIgnoreCase),
    };

    // A tax number is one person's; a telephone or an address may be a household's.
    private static int Weight(Candidate candidate) =>
        candidate.Told.Sum(t => t.Type == FieldType.TaxNumber ? 4 : 2) + (candidate.WasBefore ? 3 : 0);
}
