namespace BpoWorkbench.Platform.Export;

/// <summary>What a column of a downloaded list holds.</summary>
public enum SheetType
{
    Text,

    /// <summary><see cref="long"/></summary>
    Whole,

    /// <summary><see cref="decimal"/>, shown with two digits.</summary>
    Money,

    /// <summary><see cref="DateOnly"/></summary>
    Date,

    /// <summary><see cref="DateTime"/> by the clock of whoever reads it: a sheet knows no zones.</summary>
    Moment,
}

/// <summary>A column of a downloaded list.</summary>
/// <param name="Width">In characters.</param>
public record SheetColumn(string Title, SheetType Type = SheetType.Text, int Width = 18);

/// <summary>A column of a downloaded list, and what stands in it for a row.</summary>
public sealed record SheetColumn<T>(string Title, Func<T, object?> Cell, SheetType Type = SheetType.Text, int Width = 18) : SheetColumn(Title, Type, Width);
