namespace BpoWorkbench.Tenancy;

/// <summary>Agents under a supervisor.</summary>
public sealed class Team
{
    private Team()
    {
    }

    public Team(string name) => Name = name.Trim();

    public long Id { get; private set; }

    public string Name { get; set; } = "";

    public long? SupervisorId { get; set; }

    public Person? Supervisor { get; private set; }

    public List<TeamMember> Members { get; } = [];

    public long Version { get; private set; }
}

/// <summary>A person in a team; a person is in one team at most.</summary>
public sealed class TeamMember
{
    private TeamMember()
    {
    }

    public TeamMember(long personId) => PersonId = personId;

    public long TeamId { get; private set; }

    public long PersonId { get; private set; }

    public Person? Person { get; private set; }
}
