using System.Xml;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>
/// A client's file back with its wrong cells marked (SpreadsheetML, ECMA-376 part 1, clause 18; packages, part 2): each in light red, with a
/// comment that says what is wrong; and one column behind the last used one with a sentence for each wrong row. Of .xlsx and .xlsm it is
/// the same workbook: only the sheet, its comments and the cell formats are written anew. Of any other file (.xls, .xlsb, text) it is a new workbook with that one sheet. All of it is streamed: memory does not grow with the rows.
/// </summary>
public static class MarkedWorkbook
{
    /// <summary>Writes the marked workbook, and tells what to call it.</summary>
    /// <param name="original">The client's file; it must be able to seek, and stays open.</param>
    /// <param name="read">Opens the same file to be read; asked only where the workbook cannot be kept, and closed again.</param>
    /// <param name="sheet">
    /// A last heading that is the same as the title is taken for one of an earlier round: its column is written anew, and marks of cells
    /// that are no longer wrong go. So the title must be one that nobody else uses.
    /// </param>
    /// <param name="problems">
    /// By row, strictly ascending; rows that the sheet does not have are passed over, and so are columns that no sheet has. Gone through
    /// once, and once more where the workbook turns out not to be keepable half-way.
    /// </param>
    /// <param name="target">The workbook goes to where it stands; it stays open. Where it cannot seek, such a workbook is refused.</param>
    /// <remarks>
    /// The first 10,000 wrong cells get comments; Excel grows slow with more. Colour and summary have no limit. Comments that are there
    /// stay; a conversation stays as it is, without a note. A sheet that is used up to its last column gets no summaries.
    /// </remarks>
    /// <exception cref="Refusal">what reading refuses with; export.too-many-rows.</exception>
    public static async Task<MarkedFile> Write(
        Stream original, Func<SheetFile> read, MarkedSheet sheet, IAsyncEnumerable<RowMarks> problems, Stream target, ReadingLimits? limits = null, CancellationToken stop = default)
    {
        limits ??= new ReadingLimits();
        var start = target.CanSeek ? target.Position : 0;
        if (CanKeep(original, limits))
        {
            try
            {
                return await Keep(original, sheet, problems, target, limits, stop);
            }
            catch (Refusal) when (target.CanSeek)
            {
                // A fault where the reader does not look: the rows can still be had.
                target.SetLength(start);
                target.Position = start;
            }
        }

        await using var scratch = ScratchFile.Open();
        using (var file = read())
        {
            await NewWorkbook.Write(file, sheet, scratch, stop);
        }

        return await Keep(scratch, sheet with { Sheet = 0 }, problems, target, limits, stop);
    }

    private static bool CanKeep(Stream original, ReadingLimits limits)
    {
        Span<byte> start = new byte[4096];
        original.Position = 0;
        return FileKinds.Of(start[..original.ReadAtLeast(start, start.Length, false)]) == FileKind.Zip && !ZipGuard.Check(original, limits);
    }

    private static async Task<MarkedFile> Keep(Stream original, MarkedSheet sheet, IAsyncEnumerable<RowMarks> problems, Stream target, ReadingLimits limits, CancellationToken stop)
    {
        await using var rows = problems.GetAsyncEnumerator(stop);
        try
        {
            using var workbook = new KeptWorkbook(original, sheet, target, limits);
            return await workbook.Write(rows, stop);
        }
        catch (Exception fault) when (fault is InvalidDataException or XmlException)
        {
            throw new Refusal("file.damaged");
        }
    }
}
