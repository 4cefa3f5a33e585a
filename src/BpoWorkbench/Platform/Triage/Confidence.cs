namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// Turns scores into shares that are right as often as they say: the share of a category grows with the exponential of its score, as in
/// temperature scaling (Guo, Pleiss, Sun and Weinberger, "On Calibration of Modern Neural Networks", ICML 2017), but ever more slowly the
/// higher the score, as borders that were pushed apart to a margin say little more beyond it; and a part is spread evenly, as people
/// slip whatever a text says. All three are fitted to messages that were held back, by their likelihood, after Platt ("Probabilistic
/// Outputs for Support Vector Machines", 1999). Equal scores get equal shares and higher ones higher.
/// </summary>
/// <param name="Steepness">At the margin of what is not of a category, a score of -1.</param>
/// <param name="Bend">How fast it slackens: a score higher by 1/Bend moves e times less.</param>
/// <param name="Slips">The part that is spread evenly, from 0 to 0.5.</param>
/// <param name="Ceiling">The most all shares together come to: one in n + 2 may always be something new (Laplace's rule of succession).</param>
internal sealed record Confidence(double Steepness, double Bend, double Slips, double Ceiling)
{
    private const int MostFitted = 4_000;
    private const int Turns = 6;

    // What data of all kinds come near to.
    private static readonly Confidence Usual = new(8, 0.7, 0, 1);

    public static Confidence Fit(HeldBack held, int decisions)
    {
        var every = held.All.ToList();
        var all = every.Count <= MostFitted ? every : [.. Enumerable.Range(0, MostFitted).Select(i => every[(int)((long)i * every.Count / MostFitted)])];
        var fitted = Usual with { Ceiling = (decisions + 1.0) / (decisions + 2.0) };
        for (var turn = 0; turn < Turns && held.Categories > 1; turn++)
        {
            var now = fitted;
            fitted = now with { Steepness = Math.Exp(Lowest(s => (now with { Steepness = Math.Exp(s) }).Loss(all), Math.Log(now.Steepness) - 2, Math.Log(now.Steepness) + 2, 0.01)) };
            // Moved by itself, the bend would climb along a narrow ridge: a sharper one takes a steeper start with it.
            var straight = fitted;
            fitted = straight.BentTo(Lowest(b => straight.BentTo(b).Loss(all), now.Bend - 1, now.Bend + 1, 0.01));
            var bent = fitted;
            fitted = bent with { Slips = Lowest(s => (bent with { Slips = s }).Loss(all), 0, 0.5, 0.001) };
        }

        return fitted;
    }

    /// <summary>Puts the shares where the scores were.</summary>
    public void Apply(Span<float> scores)
    {
        var most = double.NegativeInfinity;
        foreach (ref var score in scores)
        {
            score = (float)Bent(score);
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
            score = (float)((((1 - Slips) * score / sum) + (Slips / scores.Length)) * Ceiling);
        }
    }

    private Confidence BentTo(double bend) => this with { Bend = bend, Steepness = Steepness * Math.Exp(0.6 * (bend - Bend)) };

    private double Bent(double score) => Math.Abs(Bend) < 1e-6 ? Steepness * (score + 1) : Steepness * (1 - Math.Exp(-Bend * (score + 1))) / Bend;

    // What is usual weighs as much as a message or two: where none was wrong, it keeps the fit from being sure of everything.
    private double Loss(List<(float[] Scores, int Category)> all)
    {
        var loss = (0.25 * Math.Pow(Math.Log(Steepness / Usual.Steepness), 2)) + Math.Pow(Bend - Usual.Bend, 2);
        foreach (var (scores, category) in all)
        {
            var own = Bent(scores[category]);
            var sum = 0.0;
            foreach (var score in scores)
            {
                sum += Math.Exp(Bent(score) - own);
            }

            loss -= Math.Log(((1 - Slips) / sum) + (Slips / scores.Length));
        }

        return loss;
    }

    // Golden section: the loss has one valley along a line.
    private static double Lowest(Func<double, double> loss, double low, double high, double within)
    {
        const double Golden = 0.6180339887498949;
        var (left, right) = (high - (Golden * (high - low)), low + (Golden * (high - low)));
        var (atLeft, atRight) = (loss(left), loss(right));
        while (high - low > within)
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
