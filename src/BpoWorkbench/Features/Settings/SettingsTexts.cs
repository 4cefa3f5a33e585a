namespace BpoWorkbench.Features.Settings;

/// <summary>Texts of the settings of the house.</summary>
public sealed class SettingsTexts;
