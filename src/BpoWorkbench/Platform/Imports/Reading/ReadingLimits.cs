namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>What a file may cost before it is refused: for imports, the section Imports of the settings. Sizes in bytes.</summary>
public sealed record ReadingLimits
{
    public long FileBytes { get; init; } = 200L << 20;

    /// <summary>Of all parts of a zipped workbook together, counted while they are really inflated.</summary>
    public long InflatedBytes { get; init; } = 3L << 30;

    /// <summary>Of any one part that the reader keeps in memory (shared texts, styles, the list of sheets).</summary>
    public long HeldBytes { get; init; } = 512L << 20;

    /// <summary>Of the elements of such a part: a million shared texts are four million, and empty ones cost memory too.</summary>
    public int HeldElements { get; init; } = 32_000_000;

    public int Entries { get; init; } = 5_000;

    /// <summary>Inflated over packed, looked at past 64 MiB; real workbooks stay under 100.</summary>
    public int Ratio { get; init; } = 300;

    /// <summary>Of a sheet of a workbook, as it claims them; no sheet of Excel has more.</summary>
    public int Rows { get; init; } = 1_048_576;

    public int Columns { get; init; } = 16_384;

    /// <summary>Of one text in a zipped workbook: a cell holds 32,767 characters, what other programs put beside the sheets is longer.</summary>
    public int TextBytes { get; init; } = 8 << 20;

    /// <summary>Rows times columns, as a sheet of a workbook claims them: each is looked at, filled or not.</summary>
    public long Cells { get; init; } = 1L << 30;

    /// <summary>Of one row of a text file: an opening quote that nobody closed swallows the rest.</summary>
    public int RecordBytes { get; init; } = 1 << 20;

    /// <summary>A size as sentences name it.</summary>
    public static double Megabytes(long bytes) => Math.Round(bytes / (double)(1 << 20), 1);
}
