namespace BpoWorkbench.Tenancy;

/// <summary>What a person may do for a client. Pages and use cases ask for one of these by name.</summary>
public static class Permissions
{
    /// <summary>Take items and work on them.</summary>
    public const string Work = "work";

    /// <summary>See the floor: wallboard, who does what.</summary>
    public const string Floor = "floor";

    /// <summary>See every item with its history.</summary>
    public const string Items = "items";

    /// <summary>Make and run queues and campaigns, import work, take items back.</summary>
    public const string Queues = "queues";

    /// <summary>Look at finished work for its quality.</summary>
    public const string Quality = "quality";

    /// <summary>Client companies and their settings.</summary>
    public const string Clients = "clients";

    /// <summary>People, teams and grants.</summary>
    public const string People = "people";

    /// <summary>Settings of the house: mail and the like.</summary>
    public const string Settings = "settings";

    /// <summary>See one's own company's work in the portal.</summary>
    public const string Portal = "portal";

    /// <summary>Bring workbooks in from the portal, into the queues that are opened to the client.</summary>
    public const string PortalUpload = "portal-upload";

    /// <summary>Answer what the client is asked about its items.</summary>
    public const string PortalAnswer = "portal-answer";

    public const string PortalApprove = "portal-approve";

    public const string PortalPeople = "portal-people";

    /// <summary>Bring workbooks in, one way or the other: no permission of its own but what pages ask for that either of the two opens.</summary>
    public const string Imports = "imports";

    public static readonly IReadOnlyList<string> All =
        [Work, Floor, Items, Queues, Quality, Clients, People, Settings, Portal, PortalUpload, PortalAnswer, PortalApprove, PortalPeople];
}

/// <summary>What a person is for a client. The numbers are stored: never renumber.</summary>
public enum Role
{
    Agent = 1,
    Supervisor = 2,
    QualityAnalyst = 3,
    Administrator = 4,
    PortalReader = 10,
    PortalUploader = 11,
    PortalApprover = 12,
    PortalAdministrator = 13,
}

/// <summary>Which permissions come with a role.</summary>
public static class Roles
{
    private static readonly Dictionary<Role, string[]> ByRole = new()
    {
        [Role.Agent] = [Permissions.Work],
        [Role.Supervisor] = [Permissions.Work, Permissions.Floor, Permissions.Items, Permissions.Queues],
        [Role.QualityAnalyst] = [Permissions.Quality, Permissions.Items],
        [Role.Administrator] = [Permissions.Floor, Permissions.Items, Permissions.Queues, Permissions.Quality, Permissions.Clients, Permissions.People, Permissions.Settings],
        [Role.PortalReader] = [Permissions.Portal],
        [Role.PortalUploader] = [Permissions.Portal, Permissions.PortalUpload, Permissions.PortalAnswer],
        [Role.PortalApprover] = [Permissions.Portal, Permissions.PortalAnswer, Permissions.PortalApprove],
        [Role.PortalAdministrator] = [Permissions.Portal, Permissions.PortalUpload, Permissions.PortalAnswer, Permissions.PortalApprove, Permissions.PortalPeople],
    };

    /// <summary>The roles that work on items.</summary>
    public static readonly Role[] Working = [.. ByRole.Where(r => r.Value.Contains(Permissions.Work)).Select(r => r.Key)];

    public static IReadOnlyList<string> PermissionsOf(Role role) => ByRole[role];

    public static bool IsPortal(this Role role) => role >= Role.PortalReader;
}
