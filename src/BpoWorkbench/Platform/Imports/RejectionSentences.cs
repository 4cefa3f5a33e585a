using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Imports.Marking;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Imports;

/// <summary>Why rows were rejected, in the reader's language.</summary>
public sealed class RejectionSentences(Sentences sentences)
{
    /// <summary>What is wrong, and what is expected: for beside the cell.</summary>
    public string Why(RowProblem problem) => sentences.For(new Refusal(problem.Code, [.. problem.Args]));

    /// <summary>The same with the heading of the column: for away from the cell.</summary>
    public string Say(RowProblem problem) => problem.Header.Length == 0 ? Why(problem) : $"{problem.Header}: {Why(problem)}";

    /// <summary>A rejected row as it is marked in the client's workbook.</summary>
    public RowMarks Mark(RejectedRow row) => new(row.Row, string.Join(' ', row.Problems.Select(Say)),
        [.. row.Problems.Where(p => p.Column >= 0).Select(p => new CellMark(p.Column, Why(p)))]);
}
