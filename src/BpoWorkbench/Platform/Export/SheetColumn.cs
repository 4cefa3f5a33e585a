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
public sealed record SheetColumn(string Title, SheetType Type = SheetType.Text, int Width = 18);
