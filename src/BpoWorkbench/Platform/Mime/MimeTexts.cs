namespace BpoWorkbench.Platform.Mime;

/// <summary>Texts of what a message is refused for.</summary>
public sealed class MimeTexts;
