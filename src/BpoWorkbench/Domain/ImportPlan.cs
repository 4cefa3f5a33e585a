using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Domain;

/// <summary>How a workbook is to be read into a queue: which sheet, under which header row, which column into which field.</summary>
public sealed record ImportPlan(int Sheet, int HeaderRow, IReadOnlyList<ImportColumn> Columns);

/// <summary>One column (from 0) with the header it had, the code of the field it fills, and how it writes its values.</summary>
public sealed record ImportColumn(int Column, string Header, string Field, ReadingStyle Style);
