namespace BpoWorkbench.Platform.Access;

/// <summary>Texts of the mails that let people in.</summary>
public sealed class AccessTexts;
