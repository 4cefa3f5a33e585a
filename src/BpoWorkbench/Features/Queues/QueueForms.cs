using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Features.Queues;

/// <summary>A queue's settings as they are typed in.</summary>
public sealed class SettingsForm
{
    public string Name { get; set; } = "";

    public string Script { get; set; } = "";

    public bool SeenInPortal { get; set; }

    public bool ClientImports { get; set; }

    public int AwayMinutes { get; set; }

    public int OwnerGraceMinutes { get; set; }

    public int ImportUndoDays { get; set; }

    public bool Push { get; set; }

    public int AcceptSeconds { get; set; }

    public bool IsCampaign { get; set; }

    public DateTime? EndsAt { get; set; }

    public static SettingsForm Of(Queue queue) => new()
    {
        Name = queue.Name,
        Script = queue.Script ?? "",
        SeenInPortal = queue.SeenInPortal,
        ClientImports = queue.ClientImports,
        AwayMinutes = queue.AwayMinutes,
        OwnerGraceMinutes = queue.OwnerGraceMinutes,
        ImportUndoDays = queue.ImportUndoDays,
        Push = queue.Push,
        AcceptSeconds = queue.AcceptSeconds,
        IsCampaign = queue.IsCampaign,
        EndsAt = queue.EndsAt,
    };

    public void Apply(Queue queue)
    {
        if (Name.Trim() is { Length: 0 or > 120 })
        {
            throw new Refusal("queue.name");
        }

        if (AwayMinutes is < 0 or > 240 || OwnerGraceMinutes is < 0 or > 1440 || ImportUndoDays is < 0 or > 365)
        {
            throw new Refusal("queue.minutes");
        }

        if (AcceptSeconds is < 10 or > 600)
        {
            throw new Refusal("queue.accept-seconds");
        }

        queue.Name = Name.Trim();
        queue.Script = Script.Trim().Length == 0 ? null : Script.Trim();
        queue.SeenInPortal = SeenInPortal;
        queue.ClientImports = ClientImports && SeenInPortal;
        queue.AwayMinutes = AwayMinutes;
        queue.OwnerGraceMinutes = OwnerGraceMinutes;
        queue.ImportUndoDays = ImportUndoDays;
        queue.Push = Push;
        queue.AcceptSeconds = AcceptSeconds;
        queue.IsCampaign = IsCampaign;
        queue.EndsAt = IsCampaign ? EndsAt : null;
    }
}

/// <summary>A queue's fields as they are typed in.</summary>
public sealed class FieldsForm
{
    public List<FieldRow> Fields { get; set; } = [];

    /// <summary>There are items: codes and types stay.</summary>
    public bool HasWork { get; set; }

    public IReadOnlyList<FieldDefinition> ToDefinitions()
    {
        var taken = Fields.Where(f => f.Code.Length > 0).Select(f => f.Code).ToHashSet();
        foreach (var field in Fields.Where(f => f.Code.Length == 0))
        {
            field.Code = FieldCode.From(field.Label, taken);
        }

        return [.. Fields.Select(f => new FieldDefinition(f.Code, f.Label.Trim(), f.Type, f.Required, f.Type == FieldType.Choice ? Lines(f.Choices) : [], f.Customer, f.IsKey))];
    }

    private static List<string> Lines(string text) => [.. text.Split(['\n', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct()];
}

/// <summary>One field as it is typed in; its code is made from the first label, and stays.</summary>
public sealed class FieldRow
{
    public string Code { get; set; } = "";

    public string Label { get; set; } = "";

    public FieldType Type { get; set; }

    public bool Required { get; set; }

    public string Choices { get; set; } = "";

    public CustomerPart Customer { get; set; }

    public bool IsKey { get; set; }

    public bool Stored { get; set; }

    public static FieldRow Of(FieldDefinition field) => new()
    {
        Code = field.Code,
        Label = field.Label,
        Type = field.Type,
        Required = field.Required,
        Choices = string.Join('\n', field.Choices),
        Customer = field.Customer,
        IsKey = field.IsKey,
        Stored = true,
    };
}

/// <summary>Which teams and people a queue is given to.</summary>
public sealed class MembersForm
{
    public List<long> Teams { get; set; } = [];

    public List<long> People { get; set; } = [];
}
