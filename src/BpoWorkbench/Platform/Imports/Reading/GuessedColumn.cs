using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Platform.Imports.Reading;

/// <summary>One column while its field is being guessed.</summary>
internal sealed class GuessedColumn(int column, string label)
{
    private const int MostChoices = 12;
    private const int LongestChoice = 40;
    private readonly Dictionary<string, string> _choices = [];
    private bool _isKey;

    public int Column => column;

    public string Label => label;

    public bool IsUnlabelled => label == $"Columna {column + 1}";

    public HeaderWords Words { get; } = HeaderWords.Of(label);

    public ColumnSample Sample { get; } = new();

    public FieldType Type { get; private set; }

    public CustomerPart Part { get; set; }

    /// <summary>True while rows after the sample could still change the proposal.</summary>
    public bool IsOpen => Type == FieldType.Choice || !Sample.IsStyleDecided(Type);

    public void Decide()
    {
        Type = TypeGuess.Of(Words, Sample);
        if (Type == FieldType.Text && CanBeChoice())
        {
            Type = FieldType.Choice;
            foreach (var text in Sample.Texts)
            {
                _choices.TryAdd(TextFolding.Fold(text), text);
            }
        }
    }

    public void Watch(object? cell)
    {
        Sample.Vote(cell);
        if (Type != FieldType.Choice || CellText.IsBlank(cell))
        {
            return;
        }

        var text = CellText.Of(cell);
        if (_choices.TryAdd(TextFolding.Fold(text), text) && (_choices.Count > MostChoices || text.Length > LongestChoice))
        {
            Type = FieldType.Text;
        }
    }

    public void BecomeKey()
    {
        (_isKey, Type) = (true, FieldType.Text);
    }

    public ColumnProposal Propose(string code)
    {
        IReadOnlyList<string> choices = Type == FieldType.Choice ? [.. _choices.Values.Order(StringComparer.CurrentCultureIgnoreCase)] : [];
        var field = new FieldDefinition(code, label, Type, _isKey, choices, Part, _isKey);
        var reader = new FieldReader(field, Sample.Style);
        var refused = (int)Math.Round(Sample.ShareOf(cell => reader.Read(cell).IsRefused) * Sample.Filled);
        return new ColumnProposal(column, field, Sample.Style, [.. Sample.Samples], Sample.Filled, refused);
    }

    // Few short values that come back: three times each on average, and at least ten cells.
    private bool CanBeChoice() => Words.Part == CustomerPart.None && Words.KeyRank == 0 && Words.Type is null
        && Sample.Filled >= 10 && Sample.Distinct is >= 2 and <= MostChoices && Sample.Distinct * 3 <= Sample.Filled
        && Sample.Texts.All(text => text.Length <= LongestChoice && text.Any(char.IsLetter));
}
