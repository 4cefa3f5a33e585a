using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Tests.Support;

/// <summary>
/// A page: who of its own company finds it there (null: only an administrator of the whole centre, who sees every client), and the
/// addresses that lead to what is a company's.
/// </summary>
internal sealed record PageCase(Role? Owner, Func<WalledCompany, string[]> Addresses);

/// <summary>Every page there is, by its route, with addresses to try it by. A new page fails the walls test until it is placed here.</summary>
internal static class PageCases
{
    /// <summary>Pages that show what is a company's.</summary>
    public static readonly Dictionary<string, PageCase> Owned = new(StringComparer.Ordinal)
    {
        ["/account"] = new(Role.Agent, _ => ["/account"]),
        ["/blocks"] = new(Role.Supervisor, _ => ["/blocks"]),
        ["/calendars"] = new(Role.Supervisor, c => ["/calendars", $"/calendars?client={c.Id}"]),
        ["/calendars/new"] = new(Role.Supervisor, c => [$"/calendars/new?client={c.Id}"]),
        ["/calendars/{Id:long}"] = new(Role.Supervisor, c => [$"/calendars/{c.Calendar.Id}"]),
        ["/campaigns"] = new(Role.Supervisor, c => ["/campaigns", $"/campaigns?client={c.Id}"]),
        ["/campaigns/new"] = new(Role.Supervisor, c => [$"/campaigns/new?draft={c.Uploaded.Id}"]),
        ["/clients"] = new(Role.Administrator, c => ["/clients", $"/clients?q={c.Marker[..4]}"]),
        ["/clients/{Id:long}"] = new(Role.Administrator, c => [$"/clients/{c.Id}"]),
        ["/desk"] = new(Role.Agent, c => [$"/desk?item={c.Held.Id}"]),
        ["/email"] = new(Role.Supervisor, _ => ["/email"]),
        ["/email/categories"] = new(Role.Supervisor, c => [$"/email/categories?client={c.Id}"]),
        ["/email/suggestions"] = new(Role.Supervisor, c => [$"/email/suggestions?client={c.Id}"]),
        ["/email/{QueueId:long}"] = new(Role.Supervisor, c => [$"/email/{c.MailQueue.Id}", $"/email/{c.MailQueue.Id}?tab=settings", $"/email/{c.MailQueue.Id}?tab=complaints", $"/email/{c.MailQueue.Id}?check=true"]),
        ["/figures"] = new(Role.Supervisor, c => ["/figures", $"/figures?client={c.Id}&by=queue", $"/figures?queue={c.Queue.Id}&by=agent", $"/figures?client={c.Id}&by=quarter", $"/figures?person={c.Agent.Id}&by=quarter", $"/figures?team={c.Team.Id}&by=queue"]),
        ["/imports"] = new(Role.PortalAdministrator, c => ["/imports", $"/imports?client={c.Id}"]),
        ["/imports/{Id:long}"] = new(Role.Supervisor, c => [$"/imports/{c.Import.Id}"]),
        ["/items"] = new(Role.Supervisor, c => ["/items", $"/items?client={c.Id}", $"/items?client={c.Id}&queue={c.Queue.Id}&q={WalledCompany.CommonWord}", $"/items?person={c.Agent.Id}", $"/items?client={c.Id}&absent=true", $"/items?client={c.Id}&unattended=true", $"/items?client={c.Id}&period=done"]),
        ["/items/{Id:long}"] = new(Role.Supervisor, c => [$"/items/{c.Held.Id}", $"/items/{c.Done.Id}"]),
        ["/people"] = new(Role.Administrator, c => ["/people", $"/people?client={c.Id}"]),
        ["/people/invite"] = new(Role.Administrator, c => [$"/people/invite?client={c.Id}"]),
        ["/people/teams"] = new(null, _ => ["/people/teams"]),
        ["/people/{Id:long}"] = new(Role.Administrator, c => [$"/people/{c.Agent.Id}", $"/people/{c.PortalAdministrator.Id}"]),
        ["/portal"] = new(Role.PortalAdministrator, c => ["/portal", $"/portal?client={c.Id}"]),
        ["/portal/items"] = new(Role.PortalAdministrator, c => [$"/portal/items?client={c.Id}", $"/portal/items?queue={c.Queue.Id}&q={WalledCompany.CommonWord}"]),
        ["/portal/items/{Id:long}"] = new(Role.PortalAdministrator, c => [$"/portal/items/{c.Held.Id}", $"/portal/items/{c.Done.Id}"]),
        ["/portal/people"] = new(Role.PortalAdministrator, c => [$"/portal/people?client={c.Id}"]),
        ["/portal/people/{Id:long}"] = new(Role.PortalAdministrator, c => [$"/portal/people/{c.PortalAdministrator.Id}"]),
        ["/portal/today"] = new(Role.PortalAdministrator, c => [$"/portal/today?client={c.Id}"]),
        ["/queues"] = new(Role.Supervisor, c => ["/queues", $"/queues?client={c.Id}"]),
        ["/queues/new"] = new(Role.Supervisor, c => [$"/queues/new?client={c.Id}"]),
        ["/queues/{Id:long}"] = new(Role.Supervisor, c =>
            [$"/queues/{c.Queue.Id}", .. new[] { "settings", "fields", "outcomes", "policy", "priority", "skills", "members" }.Select(tab => $"/queues/{c.Queue.Id}?tab={tab}")]),
        ["/queues/{Id:long}/import"] = new(Role.Supervisor, c => [$"/queues/{c.Queue.Id}/import", $"/queues/{c.Queue.Id}/import?draft={c.Uploaded.Id}"]),
        ["/queues/{Id:long}/new"] = new(Role.Supervisor, c => [$"/queues/{c.Queue.Id}/new"]),
        ["/settings/keys"] = new(null, _ => ["/settings/keys"]),
        ["/settings/outbox"] = new(null, _ => ["/settings/outbox"]),
        ["/skills"] = new(Role.Supervisor, _ => ["/skills"]),
        ["/wallboard"] = new(Role.Supervisor, c => ["/wallboard", $"/wallboard?client={c.Id}"]),
        ["/wallboard/tv"] = new(Role.Supervisor, c => [$"/wallboard/tv?client={c.Id}", $"/wallboard/tv?views={c.View.Id}"]),
        ["/wallboard/views/new"] = new(Role.Supervisor, _ => ["/wallboard/views/new"]),
        ["/wallboard/views/{Id:long}"] = new(Role.Supervisor, c => [$"/wallboard/views/{c.View.Id}"]),
    };

    /// <summary>Pages that show nothing of any client, to whomever; they are walked all the same.</summary>
    public static readonly Dictionary<string, string> Nobodys = new(StringComparer.Ordinal)
    {
        ["/"] = "sends everyone on to where their day begins",
        ["/about/look"] = "the components, with made-up data",
        ["/account/denied"] = "a sentence",
        ["/account/first-run"] = "shut once there is an administrator",
        ["/account/forgot-password"] = "an empty form",
        ["/account/invitation?person=1&token=x"] = "shows who is invited only with the token from their mail",
        ["/account/reset-password?person=1&token=x"] = "likewise",
        ["/account/sign-in"] = "an empty form",
        ["/account/signed-out"] = "a sentence",
        ["/clients/new"] = "an empty form",
        ["/not-found"] = "a sentence",
        ["/people/import"] = "what one has just uploaded oneself; for the house alone",
        ["/portal/people/invite"] = "an empty form: who has one company is not asked which",
        ["/settings"] = "the mail server of the house",
        ["/settings/mail"] = "the mail server of the house",
        ["/settings/presence"] = "the codes of the house",
    };
}
