namespace BpoWorkbench.Tests.Support;

/// <summary>A test of what only SQLite does.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SqliteFactAttribute : FactAttribute
{
    public SqliteFactAttribute() => Skip = PostgresServer.IsAsked ? "Of SQLite only." : null;
}

/// <summary>A test of what only PostgreSQL does; without one it is skipped.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute() => Skip = PostgresServer.IsAsked ? null : PostgresServer.HowToAsk;
}

/// <summary>The same, for each case of several.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresTheoryAttribute : TheoryAttribute
{
    public PostgresTheoryAttribute() => Skip = PostgresServer.IsAsked ? null : PostgresServer.HowToAsk;
}
