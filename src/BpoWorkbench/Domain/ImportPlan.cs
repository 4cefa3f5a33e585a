using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain;

/// <summary>What the rows of a workbook are there for. The numbers are stored: never renumber.</summary>
public enum ImportPurpose
{
    /// <summary>Each is an item: a new one, or the one that bears its key, brought up to date.</summary>
    Bring = 0,

    /// <summary>Each names an item, by its key, that is not to be done any more.</summary>
    Remove = 1,
}

/// <summary>How a workbook is to be read into a queue: which sheet, under which header row, which column into which field.</summary>
/// <param name="Marked">In a workbook with marked errors that comes back: only rows that say something here are looked at.</param>
public sealed record ImportPlan(int Sheet, int HeaderRow, IReadOnlyList<ImportColumn> Columns, ImportPurpose Purpose = ImportPurpose.Bring, MarkedColumn? Marked = null);

/// <summary>The column (from 0) with the summaries of what was wrong, and its heading.</summary>
public sealed record MarkedColumn(int Column, string Header);

/// <summary>One column (from 0) with the header it had, the code of the field it fills, and how it writes its values.</summary>
/// <param name="Values">What some of its values stand for: folded text to stored value, "" for none.</param>
public sealed record ImportColumn(int Column, string Header, string Field, ReadingStyle Style, IReadOnlyDictionary<string, string>? Values = null);
