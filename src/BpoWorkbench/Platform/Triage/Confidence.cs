namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Turns scores into shares that are right as often as they say: the share of a category grows with the exponential of its score, as in
/// temperature scaling (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017), but ever more slowly the
/// higher the score, as borders that were pushed apart to a margin say little more beyond it. Both are fitted to messages that were held
/// back, by their likelihood, after Platt ("Probabilistic Outputs for Support Vector Machines", 1999). Equal scores get equal shares and higher ones higher.
/// </summary>
/// <param name="Steepness">At the margin of what is not of a category, a score of -1.</param>
/// <param name="Bend">How fast it slackens: a score higher by 1/Bend moves e times less.</param>
/// <param name="Ceiling">The most all shares together come to: one in n + 2 may always be something new (Laplace's rule of succession).</param>
internal sealed record Confidence(double Steepness, double Bend, double Ceiling)
{
    /// <summary>What data of all kinds come near to, and what it is where there is nothing to fit to.</summary>
    public static readonly Confidence Usual = new(8, 0.7, 0.5);

    private const int MostFitted = 5_000;

    public static Confidence Fit(HeldBack held, int decisions)
    {
        var all = held.All.Take(MostFitted).ToList();
        var fitted = Usual with { Ceiling = (decisions + 1.0) / (decisions + 2.0) };
        if (held.Categories < 2)
        {
            return fitted;
        }

        var (steepness, bend) = (Math.Log(Usual.Steepness), Usual.Bend);
        for (var turn = 0; turn < 4; turn++)
        {
            steepness = Lowest(s => Loss(all, Math.Exp(s), bend), steepness - 2, steepness + 2);
            // Held apart, the two would climb a narrow ridge: a sharper bend takes a steeper start with it.
            var (from, at) = (bend, steepness);
            bend = Lowest(b => Loss(all, Math.Exp(at + Along(b - from)), b), bend - 1, bend + 1);
            steepness = at + Along(bend - from);
        }

        return fitted with { Steepness = Math.Exp(steepness), Bend = bend };
    }

    /// <summary>Puts the shares where the scores were.</summary>
    public void Apply(Span<float> scores)
    {
        var most = double.NegativeInfinity;
        foreach (ref var score in scores)
        {
            score = (float)Bent(score, Steepness, Bend);
            most = Math.Max(most, score);
        }

        var sum = 0.0;
        foreach (ref var score in scores)
        {
            score = (float)Math.Exp(score - most);
            sum += score;
        }

        foreach (ref var score in scores)
        {
            score = (float)(score * Ceiling / sum);
        }
    }

    private static double Along(double bend) => 0.6 * bend;

    private static double Bent(double score, double steepness, double bend) =>
        steepness * (Math.Abs(bend) < 1e-6 ? score + 1 : (1 - Math.Exp(-bend * (score + 1))) / bend);

    // What is usual weighs as much as a handful of messages: with few, or none that is wrong, it keeps the fit from being sure of everything.
    private static double Loss(List<(float[] Scores, int Category)> all, double steepness, double bend)
    {
        var loss = Math.Pow(Math.Log(steepness / Usual.Steepness), 2) + Math.Pow(bend - Usual.Bend, 2);
        foreach (var (scores, category) in all)
        {
            var own = Bent(scores[category], steepness, bend);
            var sum = 0.0;
            foreach (var score in scores)
            {
                sum += Math.Exp(Bent(score, steepness, bend) - own);
            }

            loss += Math.Log(sum);
        }

        return loss;
    }

    // Golden section: the loss has one valley along a line.
    private static double Lowest(Func<double, double> loss, double low, double high)
    {
        const double Golden = 0.6180339887498949;
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (loss(left), loss(right));
        while (high - low > 0.01)
        {
            if (atLeft <= atRight)
            {
                (high, right, atRight) = (right, left, atLeft);
                left = high - (Golden * (high - low));
                atLeft = loss(left);
            }
            else
            {
                (low, left, atLeft) = (left, right, atRight);
                right = low + (Golden * (high - low));
                atRight = loss(right);
            }
        }

        return (low + high) / 2;
    }
}
