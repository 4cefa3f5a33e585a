namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Which messages are held back together, each category spread evenly: of few messages a tenth at a time, three times over, as chance
/// weighs most there; of more a fifth; of so many that each time costs minutes, only two fifths or one, which are many then.
/// </summary>
internal sealed class Folds
{
    private readonly int[][] _parts;
    private readonly int _each;

    private Folds(int[][] parts, int each, int count) => (_parts, _each, Count) = (parts, each, count);

    public int Count { get; }

    public static Folds Of(MessageMatrix messages)
    {
        var each = messages.Count < 2_000 ? 10 : 5;
        var random = new Random(messages.Count);
        int[][] parts = [.. Enumerable.Range(0, messages.Count < 500 ? 3 : 1).Select(_ => Parts(messages, each, random))];
        return new Folds(parts, each, messages.Size switch { < 4_000_000 => parts.Length * each, < 12_000_000 => 2, _ => 1 });
    }

    /// <returns>Those that are held back by a fold.</returns>
    public bool[] HeldBack(int fold) => Array.ConvertAll(_parts[fold / _each], part => part == fold % _each);

    private static int[] Parts(MessageMatrix messages, int each, Random random)
    {
        var order = Enumerable.Range(0, messages.Count).ToArray();
        random.Shuffle(order);
        var parts = new int[messages.Count];
        var next = 0;
        foreach (var i in order.OrderBy(messages.Category))
        {
            parts[i] = next++ % each;
        }

        return parts;
    }
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

    /// <summary>The scores of each message that was held back, each time it was, and its category.</summary>
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
