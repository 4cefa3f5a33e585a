namespace BpoWorkbench.Platform.Triage;

/// <summary>What somebody decided about a message.</summary>
/// <param name="Text">Of the message alone, without the history it quotes.</param>
/// <param name="Category">By what the caller knows it for good: its id, or a name that does not change.</param>
public sealed record TriageDecision(string Text, string Category, string? Subject = null);

/// <summary>How a model is trained. What it says by default is right for a few hundred as for many thousand decisions.</summary>
public sealed record TriageTraining
{
    /// <summary>What a message on the wrong side costs against weights that grow; C of a support vector machine.</summary>
    public double Cost { get; init; } = 1;

    /// <summary>Decisions that are learnt from: the latest, and of each category its latest 50 at least.</summary>
    public int MostDecisions { get; init; } = 50_000;

    /// <summary>Features of all these messages that are held while training, 16 bytes each; with more, fewer decisions are learnt from.</summary>
    public int MostFeatures { get; init; } = 12_000_000;

    /// <summary>Bytes of the model: features standing in the fewest messages are left out until it fits.</summary>
    public int ModelBytes { get; init; } = 16 << 20;

    /// <summary>Processors at work at the same time; the model is the same with any number.</summary>
    public int Processors { get; init; } = Math.Min(2, Environment.ProcessorCount);
}
