using BpoWorkbench.Platform.Export;
using BpoWorkbench.Shared;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.People;

/// <summary>The people in reach as a file, as they were filtered, by the centre's clock.</summary>
internal static class DownloadPeople
{
    public static async Task<IResult> Serve(PeopleList people, Site site, IStringLocalizer<PeopleTexts> words,
        string? format, string? q, string? role, long? client, string? state, string? sort, CancellationToken stop) =>
        await Download.Send(format, words["menu.people"], await people.All(new(q, Enum.TryParse<Role>(role, out var known) ? known : null, client, state, sort, 1), stop),
        [
            new(words["name"], r => r.Name, Width: 30),
            new(words["state"], r => words[$"state.{r.State}"].Value),
            new(words["email"], r => r.Email, Width: 32),
            new(words["grants"], r => string.Join("; ", r.Grants.Select(g => $"{words[$"role.{g.Role}"]}: {g.Client ?? words["every-client"]}")), Width: 44),
            new(words["team"], r => r.Team, Width: 24),
            new(words["last-sign-in"], r => r.LastSignInAt is { } at ? Moments.Local(at, site.Zone) : null, SheetType.Moment),
        ], stop);

    /// <summary>Those of a client's portal, as its own administrators see them.</summary>
    public static Task<IResult> ServePortal(PeopleList people, Site site, IStringLocalizer<PeopleTexts> words, string? format, string? q, string? state, string? sort, CancellationToken stop) =>
        Serve(people, site, words, format, q, null, null, state, sort, stop);

    public static async Task<IResult> ServeTeams(TeamList teams, IStringLocalizer<PeopleTexts> words, string? format, CancellationToken stop) =>
        await Download.Send(format, words["teams"], (await teams.Read()).Teams,
        [
            new(words["team"], t => t.Name, Width: 30),
            new(words["supervisor"], t => t.Supervisor, Width: 30),
            new(words["members.count"], t => (long)t.Members.Count, SheetType.Whole),
            new(words["members"], t => string.Join(", ", t.Members.Select(m => m.Name)), Width: 60),
        ], stop);
}
