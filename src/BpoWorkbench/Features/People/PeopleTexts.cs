namespace BpoWorkbench.Features.People;

/// <summary>Texts of people, teams and grants.</summary>
public sealed class PeopleTexts;
