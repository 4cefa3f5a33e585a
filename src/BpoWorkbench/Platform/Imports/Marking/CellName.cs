using System.Globalization;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>Names of cells as a sheet writes them (ECMA-376 part 1, 18.18.7). Columns count from 0, rows from 1: "C7" is column 2, row 7.</summary>
internal static class CellName
{
    public const int MostColumns = 16_384;
    public const int MostRows = 1_048_576;

    public static string Of(int column, int row)
    {
        Span<char> letters = stackalloc char[3];
        var at = letters.Length;
        for (var left = column + 1; left > 0; left = (left - 1) / 26)
        {
            letters[--at] = (char)('A' + ((left - 1) % 26));
        }

        return string.Create(CultureInfo.InvariantCulture, $"{letters[at..]}{row}");
    }

    /// <summary>Null where the text is no name of a cell of a sheet.</summary>
    public static (int Column, int Row)? Parse(ReadOnlySpan<char> name)
    {
        var column = 0;
        var at = 0;
        for (; at < name.Length && at < 4 && char.IsAsciiLetter(name[at]); at++)
        {
            column = (column * 26) + (char.ToUpperInvariant(name[at]) - 'A' + 1);
        }

        return column is > 0 and <= MostColumns && int.TryParse(name[at..], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && row is > 0 and <= MostRows
            ? (column - 1, row)
            : null;
    }

    /// <summary>The last cell of a range: of "A1:C7", and of "C7", it is C7. Null where the text is no range.</summary>
    public static (int Column, int Row)? Last(string? range) => range is null ? null : Parse(range.AsSpan(range.IndexOf(':', StringComparison.Ordinal) + 1));
}
