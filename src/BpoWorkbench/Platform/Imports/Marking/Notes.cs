using BpoWorkbench.Platform.Export;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>A comment to be: its column, from 0, its row, from 1, and its text.</summary>
internal sealed record Note(int Column, int Row, string Text);

/// <summary>The comments that a sheet gets. More than Excel opens quickly are left out: colour and summary say it all the same.</summary>
internal sealed class Notes
{
    public const int Most = 10_000;

    private const int LongestNote = 1_000;

    private readonly List<Note> _all = [];

    public IReadOnlyList<Note> All => _all;

    public void Add(int column, int row, string text)
    {
        if (_all.Count < Most)
        {
            _all.Add(new Note(column, row, SheetText.Clean(text, LongestNote)));
        }
    }
}
