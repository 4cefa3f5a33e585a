namespace BpoWorkbench.Platform.Triage;

/// <summary>A word of a message that spoke for a category.</summary>
/// <param name="Word">As it stands in the message, in lower case.</param>
/// <param name="Share">Of all that spoke for it, more than 0 and at most 1.</param>
public sealed record WeighedWord(string Word, double Share);

/// <summary>A category a message may be of.</summary>
/// <param name="Confidence">How often one that is this sure is right, from 0 to 1; all of a message together are less than 1.</param>
/// <param name="Words">At most five that weighed most, most first; none where none spoke for it.</param>
public sealed record TriageSuggestion(string Category, double Confidence, IReadOnlyList<WeighedWord> Words);
