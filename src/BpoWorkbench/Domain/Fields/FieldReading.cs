namespace BpoWorkbench.Domain.Fields;

/// <summary>Why a value cannot be read: a code with its arguments, never a sentence.</summary>
public sealed record FieldProblem(string Code, params IReadOnlyList<object?> Args);

/// <summary>What became of one cell: its stored form (null where it is blank), or the problem with it.</summary>
public readonly record struct FieldReading(string? Value, FieldProblem? Problem)
{
    public static readonly FieldReading Blank;

    public static FieldReading Of(string value) => new(value, null);

    public static FieldReading Refused(string code, params IReadOnlyList<object?> args) => new(null, new FieldProblem(code, args));

    public bool IsRefused => Problem is not null;
}
