namespace BpoWorkbench.Platform.Triage;

/// <summary>Messages by the weight of each feature in them, and the category each is of.</summary>
internal sealed class MessageMatrix(int[] starts, int[] rows, float[] values, int[] categories, int features)
{
    private readonly float[] _squares = Squares(starts, values);

    public int Count => categories.Length;

    /// <summary>Features of all messages together.</summary>
    public int Size => starts[^1];

    public int Features => features;

    public int Category(int message) => categories[message];

    /// <summary>What part of the messages each category has.</summary>
    public float[] Shares(int of)
    {
        var shares = new float[of];
        foreach (var category in categories)
        {
            shares[category] += 1f / categories.Length;
        }

        return shares;
    }

    /// <summary>Its length, squared; the bias counts as one.</summary>
    public float Square(int message) => _squares[message];

    public float Dot(int message, float[] weights)
    {
        var (from, to) = (starts[message], starts[message + 1]);
        var sum = weights[features];
        var messageRows = rows.AsSpan(from, to - from);
        var messageValues = values.AsSpan(from, to - from);
        for (var k = 0; k < messageRows.Length; k++)
        {
            sum += weights[messageRows[k]] * messageValues[k];
        }

        return sum;
    }

    public void Add(int message, float times, float[] weights)
    {
        if (times == 0)
        {
            return;
        }

        for (var k = starts[message]; k < starts[message + 1]; k++)
        {
            weights[rows[k]] += times * values[k];
        }

        weights[features] += times;
    }

    private static float[] Squares(int[] starts, float[] values)
    {
        var squares = new float[starts.Length - 1];
        for (var i = 0; i < squares.Length; i++)
        {
            squares[i] = 1;
            for (var k = starts[i]; k < starts[i + 1]; k++)
            {
                squares[i] += values[k] * values[k];
            }
        }

        return squares;
    }
}
