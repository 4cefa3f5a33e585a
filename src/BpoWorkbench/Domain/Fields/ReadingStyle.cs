namespace BpoWorkbench.Domain.Fields;

/// <summary>How a column writes its numbers, dates and phones. Decided for the whole column, never cell by cell.</summary>
public sealed record ReadingStyle(
    NumberStyle Numbers = NumberStyle.DecimalComma,
    DateOrder Dates = DateOrder.DayFirst,
    string Region = "ES")
{
    public static readonly ReadingStyle Spanish = new();
}

/// <summary>1.234,56 or 1,234.56.</summary>
public enum NumberStyle { DecimalComma, DecimalPoint }

/// <summary>03/12/2026 is the third of December, or the twelfth of March.</summary>
public enum DateOrder { DayFirst, MonthFirst }
