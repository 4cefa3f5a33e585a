namespace BpoWorkbench.Domain.Mail;

/// <summary>How right was what had been suggested, by what a person decided. The numbers are stored: never renumber.</summary>
public enum SuggestionHit
{
    /// <summary>Nothing was sure enough to be suggested.</summary>
    Silent = 0,

    /// <summary>The first suggestion was right.</summary>
    First = 1,

    /// <summary>Another of the three was.</summary>
    Among = 2,

    /// <summary>It was none of them.</summary>
    Missed = 3,
}

// What it is about: what was suggested, and what somebody decided. The client's suggestions are learnt from these decisions alone.
public sealed partial class EmailMessage
{
    /// <summary>Likeliest first; those that were thought of when it came in.</summary>
    public IReadOnlyList<Suggested> Suggestions { get; private set; } = [];

    public long? CategoryId { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Null where it was filed by itself.</summary>
    public long? DecidedBy { get; private set; }

    /// <summary>How right what was suggested turned out; null before a person has decided.</summary>
    public SuggestionHit? Hit { get; private set; }

    public void Suggest(IReadOnlyList<Suggested> suggestions) => Suggestions = suggestions;

    /// <summary>It is about this, somebody says.</summary>
    /// <param name="suggestFrom">From which confidence on something is suggested, in per cent.</param>
    public void Decide(long categoryId, long personId, int suggestFrom, DateTime now)
    {
        (CategoryId, DecidedBy, DecidedAt) = (categoryId, personId, now);
        Hit = Suggestions is not [var first, ..] || first.Confidence * 100 < suggestFrom ? SuggestionHit.Silent
            : first.CategoryId == categoryId ? SuggestionHit.First
            : Suggestions.Any(s => s.CategoryId == categoryId) ? SuggestionHit.Among
            : SuggestionHit.Missed;
    }

    /// <summary>It was sure enough to be filed without anybody having read it.</summary>
    public void File(long categoryId, DateTime now) => (CategoryId, DecidedBy, DecidedAt) = (categoryId, null, now);
}
