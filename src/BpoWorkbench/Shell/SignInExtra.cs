namespace BpoWorkbench.Shell;

/// <summary>A component shown under the sign-in form, for other ways in.</summary>
public sealed record SignInExtra(Type Component);
