using System.Security.Cryptography;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Domain.Mail;

/// <summary>A customer's complaint: the code it is followed by, and by when it has to be resolved.</summary>
public sealed class Complaint : IClientOwned
{
    // Without those that are taken for others when they are read out: 0 and O, 1, I and L, U and V.
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

    private Complaint()
    {
    }

    /// <param name="resolveBy">Null where no day is promised.</param>
    public Complaint(WorkItem item, DateTime? resolveBy) => (ClientId, ItemId, Code, ResolveBy) = (item.ClientId, item.Id, NewCode(), resolveBy);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long ItemId { get; private set; }

    public WorkItem? Item { get; private set; }

    /// <summary>Said to nobody but the customer and the client; it tells nothing and cannot be guessed.</summary>
    public string Code { get; private set; } = "";

    public DateTime? ResolveBy { get; private set; }

    private static string NewCode() => $"R-{RandomNumberGenerator.GetString(Signs, 4)}-{RandomNumberGenerator.GetString(Signs, 4)}";
}
