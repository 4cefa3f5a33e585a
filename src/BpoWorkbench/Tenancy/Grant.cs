namespace BpoWorkbench.Tenancy;

/// <summary>A person's role for a client; without a client, for every client there is and will be.</summary>
public sealed class Grant
{
    private Grant()
    {
    }

    public Grant(long personId, long? clientId, Role role)
    {
        if (clientId is null && role != Role.Administrator)
        {
            throw new Domain.Refusal("grant.needs-client");
        }

        PersonId = personId;
        ClientId = clientId;
        Role = role;
    }

    public long Id { get; private set; }

    public long PersonId { get; private set; }

    public Person? Person { get; private set; }

    public long? ClientId { get; private set; }

    public Role Role { get; private set; }
}
