namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Learns from decisions how a client files its messages: one linear border for each category, told from all others, and how sure one may
/// be, from messages that were held back. The same decisions in the same order give the same model. Eight thousand messages of 77 categories take some
/// ten seconds of two processors; what may be held of their features bounds the memory (<see cref="TriageTraining"/>).
/// </summary>
public static class TriageTrainer
{
    // Its number and its rarity; each category adds one.
    private const int BytesOfFeature = 6;

    /// <param name="decisions">Of one client only, the earliest first. Messages without any word are passed over.</param>
    /// <returns>A model; of no decisions, one that suggests nothing.</returns>
    /// <exception cref="ArgumentException">A decision has no category.</exception>
    /// <exception cref="OperationCanceledException">It was told to stop.</exception>
    public static TriageModel Train(IReadOnlyList<TriageDecision> decisions, TriageTraining? training = null, CancellationToken stop = default)
    {
        training ??= new TriageTraining();
        var messages = new CountedMessages(decisions, training, stop);
        var categories = messages.Categories.Distinct().Order(StringComparer.Ordinal).ToArray();
        var vocabulary = messages.Vocabulary(training.ModelBytes / (categories.Length + BytesOfFeature));
        var places = categories.Index().ToDictionary(c => c.Item, c => c.Index);
        int[] decided = [.. messages.Categories.Select(c => places[c])];
        var matrix = messages.Weigh(vocabulary, decided);
        var weights = new ModelWeights(vocabulary.Count, categories.Length);
        var held = new HeldBack(matrix, Folds.Of(matrix), categories.Length);
        var holds = new float[categories.Length][];
        Each(border =>
        {
            weights.Set(border.Category, border.Solve(new bool[matrix.Count], stop));
            holds[border.Category] = border.Hold;
        });
        var shares = matrix.Shares(categories.Length);
        for (var fold = 0; fold < held.Folds; fold++)
        {
            var heldBack = held.Of(fold);
            matrix = messages.Weigh(messages.Without(heldBack, vocabulary), decided);
            Each(border =>
            {
                // What the others held of the border is a good place to begin.
                holds[border.Category].CopyTo(border.Hold, 0);
                border.Solve(heldBack, stop);
                held.Set(fold, border.Category, border.Score);
            });
        }

        return new TriageModel(categories, shares, vocabulary, weights, Confidence.Fit(held, matrix.Count), matrix.Count);

        void Each(Action<OneAgainstRest> learn) => Parallel.For(
            0, categories.Length, new ParallelOptions { MaxDegreeOfParallelism = training.Processors, CancellationToken = stop },
            category => learn(new OneAgainstRest(matrix, category, training.Cost)));
    }
}
