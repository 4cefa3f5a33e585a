namespace BpoWorkbench.Shell;

/// <summary>An entry of the main menu, registered by its feature; its words are "menu.{Code}" in <paramref name="Texts"/>.</summary>
public sealed record MenuEntry(string Code, string Href, string Icon, int Order, string? Permission, Type Texts);

/// <summary>A component a feature puts into the top bar of every page.</summary>
public sealed record HeaderSlot(Type Component, int Order);

/// <summary>Texts in which the sentences of refusals are looked up by code.</summary>
public sealed record RefusalTexts(Type Texts);
