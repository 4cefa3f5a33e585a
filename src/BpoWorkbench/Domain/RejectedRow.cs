namespace BpoWorkbench.Domain;

/// <summary>A row of a workbook that could not become an item, with the reasons and what it says.</summary>
public sealed class RejectedRow : IClientOwned
{
    private RejectedRow()
    {
    }

    public RejectedRow(long clientId, long batchId, int row, IReadOnlyList<RowProblem> problems, IReadOnlyList<string> cells)
    {
        ClientId = clientId;
        BatchId = batchId;
        Row = row;
        Problems = problems;
        Cells = cells;
    }

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    public long BatchId { get; private set; }

    /// <summary>Its number in the sheet, from 1.</summary>
    public int Row { get; private set; }

    public IReadOnlyList<RowProblem> Problems { get; private set; } = [];

    /// <summary>The cells as texts, from the first column of the sheet on.</summary>
    public IReadOnlyList<string> Cells { get; private set; } = [];
}

/// <summary>What is wrong with a cell: a code with its arguments. Column is from 0, -1 where it is about the whole row.</summary>
public sealed record RowProblem(int Column, string Header, string Code, IReadOnlyList<string> Args);
