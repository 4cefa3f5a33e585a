namespace BpoWorkbench.Platform.Triage;

/// <summary>
/// A linear support vector machine with squared hinge loss that tells one category from all others, by dual coordinate descent with
/// shrinking: Hsieh, Chang, Lin, Keerthi and Sundararajan, "A Dual Coordinate Descent Method for Large-scale Linear SVM" (ICML 2008),
/// algorithms 1 and 3. The bias is one more weight, of a feature that every message has.
/// </summary>
internal sealed class OneAgainstRest(MessageMatrix messages, int category, double cost)
{
    // A hundredth of what the margin is: below that no answer changes any more.
    private const double Tolerance = 0.01;
    private const int MostRounds = 100;
    private const int FewestRounds = 25;
    private const int MostLooks = 300_000_000;

    private readonly int[] _order = new int[messages.Count];
    private readonly double _slack = 0.5 / cost;

    // Where texts say nothing of their category it never settles: of very many it is to end all the same.
    private readonly int _rounds = Math.Clamp(MostLooks / Math.Max(1, messages.Size), FewestRounds, MostRounds);
    private readonly float[] _weights = new float[messages.Features + 1];

    public int Category => category;

    /// <summary>How much each message holds the border where it is; none for those far from it.</summary>
    public float[] Hold { get; } = new float[messages.Count];

    public double Score(int message) => messages.Dot(message, _weights);

    /// <summary>Finds the border between messages of the category and others, without those held back, going on from what holds it.</summary>
    /// <returns>A weight for each feature, the bias last.</returns>
    public float[] Solve(bool[] heldBack, CancellationToken stop)
    {
        var count = 0;
        Array.Clear(_weights);
        for (var i = 0; i < messages.Count; i++)
        {
            if (heldBack[i])
            {
                Hold[i] = 0;
                continue;
            }

            _order[count++] = i;
            messages.Add(i, Hold[i] * Sign(i), _weights);
        }

        var random = new Random(category);
        var (active, limit) = (count, double.PositiveInfinity);
        for (var round = 0; round < _rounds; round++)
        {
            stop.ThrowIfCancellationRequested();
            random.Shuffle(_order.AsSpan(0, active));
            var (most, least) = (double.NegativeInfinity, double.PositiveInfinity);
            for (var at = 0; at < active; at++)
            {
                var i = _order[at];
                var sign = Sign(i);
                var gradient = (sign * messages.Dot(i, _weights)) - 1 + (_slack * Hold[i]);
                if (Hold[i] <= 0 && gradient > limit)
                {
                    // It will most likely stay where it is: leave it out until the others have settled.
                    (_order[at], _order[active - 1]) = (_order[active - 1], _order[at]);
                    active--;
                    at--;
                    continue;
                }

                var projected = Hold[i] > 0 ? gradient : Math.Min(gradient, 0);
                most = Math.Max(most, projected);
                least = Math.Min(least, projected);
                if (Math.Abs(projected) > 1e-9)
                {
                    var before = Hold[i];
                    Hold[i] = (float)Math.Max(before - (gradient / (messages.Square(i) + _slack)), 0);
                    messages.Add(i, (Hold[i] - before) * sign, _weights);
                }
            }

            if (most - least <= Tolerance)
            {
                if (active == count)
                {
                    break;
                }

                (active, limit) = (count, double.PositiveInfinity);
            }
            else
            {
                limit = most > 0 ? most : double.PositiveInfinity;
            }
        }

        return _weights;
    }

    private int Sign(int message) => messages.Category(message) == category ? 1 : -1;
}
