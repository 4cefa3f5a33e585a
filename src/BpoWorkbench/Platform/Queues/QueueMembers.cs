using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Queues;

/// <summary>Gives a queue to teams and people, as far as they may work for its client.</summary>
public static class QueueMembers
{
    public static async Task Set(WorkbenchDb db, Queue queue, IReadOnlyCollection<long> teams, IReadOnlyCollection<long> people)
    {
        var newTeams = teams.Where(t => !queue.Members.Exists(m => m.TeamId == t)).ToList();
        var newPeople = people.Where(p => !queue.Members.Exists(m => m.PersonId == p)).ToList();
        var knownTeams = (await QueueWorkers.Teams(db, queue.ClientId).ToListAsync()).ConvertAll(t => t.Id);
        var knownPeople = (await QueueWorkers.People(db, queue.ClientId).ToListAsync()).ConvertAll(p => p.Id);
        if (newTeams.Except(knownTeams).Any() || newPeople.Except(knownPeople).Any())
        {
            throw new Refusal("queue.member-without-grant");
        }

        queue.Members.RemoveAll(m => m.TeamId is { } team ? !teams.Contains(team) : !people.Contains(m.PersonId!.Value));
        queue.Members.AddRange(newTeams.Select(t => QueueMember.Team(queue, t)));
        queue.Members.AddRange(newPeople.Select(p => QueueMember.Person(queue, p)));
    }
}
