namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Which messages are held back together, each category spread evenly: of few messages few at a time, as with them goes much of what is
/// known of their category; of more a fifth; of so many that each time costs minutes only two fifths, which are many then.
/// </summary>
internal sealed class Folds
{
    private readonly int[] _parts;

    private Folds(int[] parts, int count) => (_parts, Count) = (parts, count);

    public int Count { get; }

    public static Folds Of(MessageMatrix messages)
    {
        var each = messages.Count switch { < 500 => 30, < 2_000 => 20, _ => 5 };
        var order = Enumerable.Range(0, messages.Count).ToArray();
        new Random(messages.Count).Shuffle(order);
        var parts = new int[messages.Count];
        var next = 0;
        foreach (var i in order.OrderBy(messages.Category))
        {
            parts[i] = next++ % each;
        }

        return new Folds(parts, messages.Size < 4_000_000 ? each : 2);
    }

    /// <returns>Of each message, whether it is.</returns>
    public bool[] HeldBack(int fold) => Array.ConvertAll(_parts, part => part == fold);
}

/// <summary>How messages that were held back score in each category, and what they were decided to be.</summary>
internal sealed class HeldBack
{
    private readonly MessageMatrix _messages;
    private readonly bool[][] _folds;
    private readonly float[][][] _scores;

    public HeldBack(MessageMatrix messages, Folds folds, int categories)
    {
        (_messages, Categories) = (messages, categories);
        _folds = [.. Enumerable.Range(0, folds.Count).Select(folds.HeldBack)];
        _scores = Array.ConvertAll(_folds, fold => Array.ConvertAll(fold, held => held ? new float[categories] : []));
    }

    public int Categories { get; }

    public int Folds => _folds.Length;

    /// <summary>The scores of each message that was held back, and its category.</summary>
    public IEnumerable<(float[] Scores, int Category)> All =>
        _scores.SelectMany(fold => fold.Index().Where(s => s.Item.Length > 0).Select(s => (s.Item, _messages.Category(s.Index))));

    public bool[] Of(int fold) => _folds[fold];

    public void Set(int fold, int category, Func<int, double> score)
    {
        for (var i = 0; i < _folds[fold].Length; i++)
        {
            if (_folds[fold][i])
            {
                _scores[fold][i][category] = (float)score(i);
            }
        }
    }
}
