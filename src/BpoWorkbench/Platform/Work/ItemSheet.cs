using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Domain.Work;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Platform.Work;

/// <summary>An item as it lies in front of whoever works on it.</summary>
public sealed record ItemSheet(
    long Id, long ClientId, string ClientName, string ClientCode, string ClientColour, string ClientZone, string DialUrl, string? Signature,
    long QueueId, string QueueName, string Kind, string? Script, IReadOnlyList<FieldDefinition> FieldDefinitions, Dictionary<string, string> Fields,
    string Title, string? ExternalKey, WorkState State, DateTime ReceivedAt, DateTime Due, DateTime WarnAt, DateTime? WakeAt, DateTime? ActiveSince, long HandledMs,
    long? OwnerId, int Attempts, string? AssignReasonJson, string? DraftJson, long? CustomerId, Pauses Pauses)
{
    public IReadOnlyList<DispositionChoice> Dispositions { get; init; } = [];

    public IReadOnlyList<AttachedFile> Files { get; init; } = [];

    /// <summary>What its client was asked about it, latest first.</summary>
    public IReadOnlyList<AskedQuestion> Questions { get; init; } = [];

    /// <summary>How it last changed hands; null where it never did.</summary>
    public HandedPacket? Packet { get; init; }

    /// <summary>A colleague handed it over, and nobody has taken it on yet.</summary>
    public bool IsHandedOver { get; init; }

    /// <summary>For whose sake it was opened, and what was opened for it.</summary>
    public IReadOnlyList<Relative> Family { get; init; } = [];

    /// <summary>How urgent it is by decision.</summary>
    public Band Band { get; init; } = Band.Normal;

    /// <summary>The skills it asks for.</summary>
    public string Needs { get; init; } = Domain.Needs.None;

    /// <summary>Those skills by name; empty where it asks for none.</summary>
    public string Asks { get; init; } = "";

    /// <summary>Whether its client sees it, and so can be asked.</summary>
    public bool SeenInPortal { get; init; }

    public AssignReason? Reason => AssignReason.Parse(AssignReasonJson);

    public TimeZoneInfo Zone => TimeZoneInfo.FindSystemTimeZoneById(ClientZone);

    public string DialLink(string number) => DialUrl.Replace("{number}", Uri.EscapeDataString(number), StringComparison.Ordinal);

    /// <summary>Reads one item in reach.</summary>
    public static async Task<ItemSheet?> Read(WorkbenchDb db, long id)
    {
        var sheet = await db.WorkItems.AsNoTracking().Where(i => i.Id == id).Select(i => new ItemSheet(
            i.Id, i.ClientId, i.Queue!.Client!.Name, i.Queue.Client.Code, i.Queue.Client.Colour, i.Queue.Client.TimeZone, i.Queue.Client.DialUrl, i.Queue.Client.EmailSignature,
            i.QueueId, i.Queue.Name, i.Queue.Kind, i.Queue.Script, i.Queue.Fields, i.Fields,
            i.Title, i.ExternalKey, i.State, i.ReceivedAt, i.Due, i.WarnAt, i.WakeAt, i.ActiveSince, i.Events.Sum(e => e.HandleMs),
            i.OwnerId, i.Attempts, i.AssignReason, i.Draft, i.CustomerId, i.Policy!.Pauses) { SeenInPortal = i.Queue.SeenInPortal, IsHandedOver = i.IsHandedOver, Band = i.Band, Needs = i.Needs }).SingleOrDefaultAsync();
        return sheet is null ? null : sheet with
        {
            Dispositions = await db.Dispositions.AsNoTracking().Where(d => d.QueueId == sheet.QueueId && !d.Retired).OrderBy(d => d.Order)
                .Select(d => new DispositionChoice(d.Id, d.Group, d.Label, d.Effect, d.RequiredFields, d.NoteRequired)).ToListAsync(),
            Asks = await SkillNames.Of(db, sheet.Needs),
            Family = await Relative.Of(db, id),
            Packet = await HandedPacket.Of(db, id, sheet.FieldDefinitions),
            Questions = await AskedQuestion.Of(db, id),
            Files = await db.WorkFiles.AsNoTracking().Where(f => f.ItemId == id).OrderBy(f => f.Id)
                .Select(f => new AttachedFile(f.FileId, f.File!.Name, f.File.Size, f.File.StoredAt)).ToListAsync(),
        };
    }
}

/// <summary>An outcome the agent may choose.</summary>
public sealed record DispositionChoice(long Id, string Group, string Label, DispositionEffect Effect, List<string> RequiredFields, bool NoteRequired);

/// <summary>A file attached to an item.</summary>
public sealed record AttachedFile(long Id, string Name, long Size, DateTime At);
