using BpoWorkbench.Tenancy;

namespace BpoWorkbench.Features.Settings;

/// <summary>The codes of presence as typed in, in the order shown.</summary>
public sealed class PresenceForm
{
    public List<PresenceRow> Rows { get; set; } = [];
}

/// <summary>One code as it is typed in.</summary>
public sealed class PresenceRow
{
    /// <summary>0 for a new one.</summary>
    public long Id { get; set; }

    /// <summary>The key of a shipped code, whose name may stay empty.</summary>
    public string? Key { get; set; }

    public string Name { get; set; } = "";

    public bool Paid { get; set; }

    public bool Productive { get; set; }

    public bool ReceivesWork { get; set; }

    public bool Retired { get; set; }

    /// <summary>The program itself goes by it.</summary>
    public bool Fixed { get; set; }

    public static PresenceRow Of(PresenceCode code) => new()
    {
        Id = code.Id, Key = code.Key, Name = code.Name, Paid = code.Paid, Productive = code.Productive, ReceivesWork = code.ReceivesWork, Retired = code.Retired, Fixed = code.IsFixed,
    };
}
