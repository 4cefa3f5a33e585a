using BpoWorkbench.Data;
using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Alike;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Email;

/// <summary>An item's conversation with what it may be about.</summary>
/// <param name="Alike">How many others of its sender wait in the same queue.</param>
public sealed record EmailOnDesk(IReadOnlyList<ThreadMessage> Messages, CategoryOffer Offer, int Alike);

/// <summary>An email on the desk: what is read of it, and what a category does with it.</summary>
public sealed class EmailDesk(EmailThread thread, CategoryOffers offers, ChooseCategory choose, AlikeMail alike, IDbContextFactory<WorkbenchDb> dbs, SignedIn me, IStringLocalizer<EmailTexts> words)
{
    // Whoever takes it on sees the message whole with its parent.
    private const int Told = 1_500;

    public async Task<EmailOnDesk> Read(long itemId, CancellationToken stop) => new(await thread.Of(itemId, stop), await offers.For(itemId, stop), await alike.FromSender(itemId, stop));

    /// <summary>How its conversation stands; another where anything of it has moved.</summary>
    public Task<string> Stand(long itemId) => thread.Stand(itemId);

    /// <summary>Says what it is about.</summary>
    public Task Choose(long itemId, CategoryChoice choice) => choose.Run(itemId, choice.Id);

    /// <summary>What whoever takes it on must know.</summary>
    /// <param name="tried">What was noted of what was done so far.</param>
    public Packet Packet(EmailOnDesk mail, CategoryChoice choice, string tried)
    {
        var from = mail.Messages.FirstOrDefault(m => !m.IsOurs);
        var text = from?.Text.Fresh ?? "";
        // Not amid a sign of two characters: PostgreSQL takes no half.
        var cut = text.Length <= Told ? text : $"{text[..(char.IsHighSurrogate(text[Told - 1]) ? Told - 1 : Told)]}…";
        return new($"{(from is not { FromName.Length: > 0 } ? from?.FromAddress : $"{from.FromName} <{from.FromAddress}>")} · {from?.Subject}\n\n{cut}",
            string.IsNullOrWhiteSpace(tried) ? words["packet.nothing"] : tried, choice.Name);
    }

    /// <summary>A text with its fields filled in.</summary>
    public async Task<string> Begin(long itemId, string template)
    {
        await using var db = await dbs.CreateDbContextAsync();
        return await FilledText.Of(db, await db.WorkItems.AsNoTracking().Include(i => i.Queue).SingleAsync(i => i.Id == itemId), template, me.Name);
    }
}
