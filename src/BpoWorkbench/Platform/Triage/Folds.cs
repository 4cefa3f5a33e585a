namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Which messages are held back together, each category spread evenly: ten parts of few messages, five of many; of very many a fifth is
/// held back once, which tells enough.
/// </summary>
internal sealed class Folds
{
    private readonly int[] _parts;

    private Folds(int[] parts, int count) => (_parts, Count) = (parts, count);

    public int Count { get; }

    public static Folds Of(MessageMatrix messages)
    {
        var order = Enumerable.Range(0, messages.Count).ToArray();
        new Random(messages.Count).Shuffle(order);
        var parts = messages.Count < 2_000 ? 10 : 5;
        var part = new int[messages.Count];
        var next = 0;
        foreach (var i in order.OrderBy(messages.Category))
        {
            part[i] = next++ % parts;
        }

        return new Folds(part, messages.Count < 20_000 ? parts : 1);
    }

    public bool IsHeldBack(int message, int fold) => _parts[message] == fold;

    public int[] HeldBackBy(int fold) => [.. Enumerable.Range(0, _parts.Length).Where(i => _parts[i] == fold)];

    /// <summary>What is held back no longer holds a border.</summary>
    public void Release(int fold, float[] hold)
    {
        for (var i = 0; i < hold.Length; i++)
        {
            hold[i] = _parts[i] == fold ? 0 : hold[i];
        }
    }
}

/// <summary>How messages that were held back score in each category, and what they were decided to be.</summary>
internal sealed class HeldBack(MessageMatrix messages, int categories)
{
    private readonly float[]?[] _scores = new float[messages.Count][];

    public int Categories => categories;

    /// <summary>The scores of each message that was held back, and its category.</summary>
    public IEnumerable<(float[] Scores, int Category)> All =>
        _scores.Index().Where(s => s.Item is not null).Select(s => (s.Item!, messages.Category(s.Index)));

    public void Set(int category, int[] held, Func<int, double> score)
    {
        foreach (var i in held)
        {
            var scores = Volatile.Read(ref _scores[i]) ?? Interlocked.CompareExchange(ref _scores[i], new float[categories], null) ?? _scores[i]!;
            scores[category] = (float)score(i);
        }
    }
}
