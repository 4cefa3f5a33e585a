using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Data;

/// <summary>All that is asked about an agent before something is given to them, in one journey to the database.</summary>
internal sealed class AgentFacts
{
    private enum Of
    {
        Person,
        Held,
        Skill,
        Passed,
        Block,
    }

    // Where they have neither a capacity of their own nor an absence.
    private const long None = -1;

    internal static readonly string Statement = $"""
        SELECT {(int)Of.Person}, coalesce(p."Capacity", {None}), coalesce(s."BackSince", {None}),
            CASE WHEN c."ReceivesWork" IS NULL OR c."ReceivesWork" THEN 'y' ELSE 'n' END || CASE WHEN s."MissedOffer" THEN 'y' ELSE 'n' END
        FROM "Person" p LEFT JOIN "Presence" s ON s."PersonId" = p."Id" LEFT JOIN "PresenceCode" c ON c."Id" = s."CodeId" WHERE p."Id" = @person
        UNION ALL
        SELECT {(int)Of.Held}, h."Items", q."ClientId", q."Kind" FROM (
            SELECT "QueueId", count(*) AS "Items" FROM "WorkItem" WHERE "State" = {(int)WorkState.Claimed} AND "OwnerId" = @person GROUP BY "QueueId") h
        JOIN "Queue" q ON q."Id" = h."QueueId"
        UNION ALL
        SELECT {(int)Of.Skill}, "SkillId", "Level", '' FROM "PersonSkill" WHERE "PersonId" = @person
        UNION ALL
        SELECT DISTINCT {(int)Of.Passed}, "ItemId", "Kind", '' FROM "WorkEvent"
        WHERE "PersonId" = @person AND "At" > @since AND "Kind" IN ({(int)WorkEventKind.Returned}, {(int)WorkEventKind.Missed})
        UNION ALL
        SELECT {(int)Of.Block}, b."Id", 0, '' FROM "Block" b JOIN "TeamMember" t ON t."TeamId" = b."TeamId" WHERE t."PersonId" = @person
        """;

    /// <summary>In units; null where they have none of their own.</summary>
    public int? Capacity { get; private set; }

    /// <summary>Work is given to whoever is in their code.</summary>
    public bool Receives { get; private set; }

    public bool MissedOffer { get; private set; }

    /// <inheritdoc cref="Tenancy.Presence.BackSince"/>
    public DateTime? BackSince { get; private set; }

    /// <summary>How many items they hold of each queue in scope, by its kind.</summary>
    public List<(string Kind, int Count)> Held { get; } = [];

    /// <summary>The level of each skill they have.</summary>
    public Dictionary<long, int> Levels { get; } = [];

    /// <summary>What they gave back or let pass.</summary>
    public List<(long Item, WorkEventKind By)> Passed { get; } = [];

    /// <summary>Hours are planned for their team, today or another day.</summary>
    public bool HasBlocks { get; private set; }

    /// <summary>Called inside <see cref="WorkbenchDb.Write"/>: until it ends nobody else gives them anything.</summary>
    /// <param name="since">From when on it counts what they let pass.</param>
    public static async Task<AgentFacts> Read(WorkbenchDb db, long person, DateTime since)
    {
        var facts = new AgentFacts();
        await using var command = db.Command(db.Engine.AloneStatement + Statement, ("@about", About(person)), ("@person", person), ("@since", UtcMilliseconds.Write(since)));
        await using var rows = await command.ExecuteReaderAsync();
        do
        {
            // The answer of the first statement, where there is one, says nothing.
            while (rows.FieldCount > 1 && await rows.ReadAsync())
            {
                facts.Add((Of)rows.GetInt32(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetString(3), db.ScopeClients);
            }
        }
        while (await rows.NextResultAsync());
        return facts;
    }

    /// <summary>What <see cref="Engine.Alone"/> is asked for where something about a person depends on more than one row.</summary>
    public static string About(long person) => $"person {person}";

    private void Add(Of what, long first, long second, string text, long[] clients)
    {
        switch (what)
        {
            case Of.Person:
                Capacity = first == None ? null : (int)first;
                BackSince = second == None ? null : UtcMilliseconds.Read(second);
                (Receives, MissedOffer) = (text[0] == 'y', text[1] == 'y');
                break;
            case Of.Held when !clients.Contains(second):
                // Of a client they no longer serve.
                break;
            case Of.Held:
                Held.Add((text, (int)first));
                break;
            case Of.Skill:
                Levels[first] = (int)second;
                break;
            case Of.Passed:
                Passed.Add((first, (WorkEventKind)second));
                break;
            default:
                HasBlocks = true;
                break;
        }
    }
}
