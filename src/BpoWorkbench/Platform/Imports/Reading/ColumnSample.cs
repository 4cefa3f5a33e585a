using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>The first cells of one column, and what they have in common.</summary>
internal sealed class ColumnSample
{
    private readonly List<object> _cells = [];
    private readonly NumberStyleVote _numbers = new();
    private readonly DateOrderVote _dates = new();
    private readonly HashSet<string> _distinct = [];

    public int Blanks { get; private set; }

    public int Filled => _cells.Count;

    public int Distinct => _distinct.Count;

    public ReadingStyle Style => new(_numbers.Style, _dates.Order);

    public bool IsStyleDecided(FieldType type) => type switch
    {
        FieldType.Money or FieldType.Whole => _numbers.IsDecided || !HasTexts,
        FieldType.Date => _dates.IsDecided || !HasTexts,
        _ => true,
    };

    public IEnumerable<string> Samples => _cells.Select(CellText.Of).Distinct().Take(5);

    public IEnumerable<string> Texts => _cells.Select(CellText.Of);

    private bool HasTexts => _cells.Exists(cell => cell is string);

    public void Add(object? cell)
    {
        if (cell is null || CellText.IsBlank(cell) || (cell is string text && CellText.IsError(text)))
        {
            Blanks++;
            return;
        }

        _cells.Add(cell);
        _distinct.Add(TextFolding.Fold(CellText.Of(cell)));
        Vote(cell);
    }

    /// <summary>Only what the style of the column needs, of the rows after the sample.</summary>
    public void Vote(object? cell)
    {
        if (cell is string text)
        {
            _numbers.Add(text);
            _dates.Add(text);
        }
    }

    public double ShareOf(Func<object, bool> holds) => Filled == 0 ? 0 : _cells.Count(holds) / (double)Filled;

    /// <summary>The share that the type would read, from 0 to 1.</summary>
    public double Fit(FieldType type)
    {
        var reader = new FieldReader(new FieldDefinition("", "", type, false, [], CustomerPart.None, false), Style);
        return ShareOf(cell => !reader.Read(cell).IsRefused);
    }
}
