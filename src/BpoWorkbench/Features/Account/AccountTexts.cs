namespace BpoWorkbench.Features.Account;

/// <summary>Texts of signing in and out.</summary>
public sealed class AccountTexts;
