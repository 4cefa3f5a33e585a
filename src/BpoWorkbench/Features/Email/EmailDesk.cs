using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Features.Email.Suggesting;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Email;

/// <summary>An item's conversation with what it may be about.</summary>
public sealed record EmailOnDesk(IReadOnlyList<ThreadMessage> Messages, CategoryOffer Offer);

/// <summary>An email on the desk: what is read of it, and what a category does with it.</summary>
public sealed class EmailDesk(EmailThread thread, CategoryOffers offers, ChooseCategory choose, OpenChild open, SignedIn me)
{
    public async Task<EmailOnDesk> Read(long itemId, CancellationToken stop) => new(await thread.Of(itemId, stop), await offers.For(itemId, stop));

    /// <summary>The newest message of it.</summary>
    public Task<long?> Last(long itemId) => thread.Last(itemId);

    /// <summary>Says what it is about; where that is the work of another queue, an item is opened there and this one waits for it.</summary>
    public async Task Choose(long itemId, CategoryChoice choice)
    {
        await choose.Run(itemId, choice.Id);
        if (choice is { Does: CategoryDoes.HandOver, TargetQueueId: { } queue })
        {
            await open.Run(itemId, queue, new Dictionary<string, string>(), wait: true);
        }
    }

    /// <summary>A text with its fields filled in.</summary>
    public string Begin(string template, EmailOnDesk mail, ItemSheet item)
    {
        var from = mail.Messages.FirstOrDefault(m => !m.IsOurs);
        return template.Replace("{{name}}", from is null ? "" : from.FromName.Length > 0 ? from.FromName : from.FromAddress, StringComparison.Ordinal)
            .Replace("{{subject}}", from?.Subject ?? "", StringComparison.Ordinal).Replace("{{number}}", $"{item.Id}", StringComparison.Ordinal).Replace("{{agent}}", me.Name, StringComparison.Ordinal);
    }
}
