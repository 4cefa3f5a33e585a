namespace BpoWorkbench.Features.Clients;

/// <summary>Colours of clients: each stands out (3:1 at least) from the light ground and from the dark one.</summary>
public static class Palette
{
    public static readonly IReadOnlyList<(string Name, string Value)> Colours =
    [
        ("blue", "#2f6fde"), ("sky", "#0f86b8"), ("teal", "#0b8f86"), ("green", "#2a8f47"), ("olive", "#6f8a12"), ("mustard", "#a87900"),
        ("orange", "#d1620f"), ("red", "#d6453d"), ("pink", "#d0458f"), ("purple", "#9a5bd0"), ("indigo", "#6a63e0"), ("brown", "#9a6a45"),
        ("slate", "#6b7686"),
    ];

    public static bool Knows(string colour) => Colours.Any(c => c.Value == colour);
}
