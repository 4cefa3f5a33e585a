namespace BpoWorkbench.Domain.Mail;

// What needs nobody: put aside with its reason, never deleted, and to be had back.
public sealed partial class EmailMessage
{
    /// <summary>The code of the reason for which it was put aside; null for what is for people.</summary>
    public string? SiftedAs { get; private set; }

    /// <summary>The arguments of that reason.</summary>
    public IReadOnlyList<string> SiftedBy { get; private set; } = [];

    /// <summary>It is among those that a person looks at, to see whether the sifting is right.</summary>
    public bool ToCheck { get; private set; }

    public DateTime? CheckedAt { get; private set; }

    public long? CheckedBy { get; private set; }

    /// <summary>When a person said that it should not have been put aside; it has an item since.</summary>
    public DateTime? RescuedAt { get; private set; }

    public long? RescuedBy { get; private set; }

    public void Sift(string code, IReadOnlyList<string> arguments, bool toCheck) => (SiftedAs, SiftedBy, ToCheck) = (code, arguments, toCheck);

    /// <summary>Somebody has looked: it is rightly here.</summary>
    /// <exception cref="Refusal">email.not-sifted.</exception>
    public void Confirm(long personId, DateTime now)
    {
        RequireSifted();
        (ToCheck, CheckedAt, CheckedBy) = (false, now, personId);
    }

    /// <summary>It is for people after all.</summary>
    /// <exception cref="Refusal">email.not-sifted.</exception>
    public void Rescue(long personId, DateTime now)
    {
        RequireSifted();
        (ToCheck, RescuedAt, RescuedBy) = (false, now, personId);
    }

    private void RequireSifted()
    {
        if (SiftedAs is null || RescuedAt is not null)
        {
            throw new Refusal("email.not-sifted");
        }
    }
}
