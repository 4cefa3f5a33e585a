namespace BpoWorkbench.Domain.Mail;

// What it is about: what was suggested, and what somebody decided. The client's suggestions are learnt from these decisions alone.
public sealed partial class EmailMessage
{
    /// <summary>Likeliest first; those that were thought of when it came in.</summary>
    public IReadOnlyList<Suggested> Suggestions { get; private set; } = [];

    public long? CategoryId { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Null where it was filed by itself.</summary>
    public long? DecidedBy { get; private set; }

    public void Suggest(IReadOnlyList<Suggested> suggestions) => Suggestions = suggestions;

    /// <summary>It is about this, somebody says; or nobody, where it is filed by itself.</summary>
    public void Decide(long categoryId, long? personId, DateTime now) => (CategoryId, DecidedBy, DecidedAt) = (categoryId, personId, now);
}
