using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tenancy;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Support;

/// <summary>Two client companies with a wall between them, shared by the tests of a class.</summary>
public sealed class TwoCompanies : IAsyncLifetime
{
    /// <summary>Without its schedule, which would touch what lies there.</summary>
    private static readonly WorkbenchSetup Setup = new() { Scheduled = false };

    public Workbench Workbench { get; private set; } = null!;

    internal WalledCompany One { get; private set; } = null!;

    internal WalledCompany Other { get; private set; } = null!;

    /// <summary>The administrator of the whole centre, who sees every client.</summary>
    internal Person House { get; private set; } = null!;

    /// <summary>Whoever asks, and whose they ask for: each of the two for what is the other's.</summary>
    internal IEnumerable<(WalledCompany Own, WalledCompany Other)> BothWays => [(One, Other), (Other, One)];

    public async Task InitializeAsync()
    {
        Workbench = await Workbench.Start(Setup);
        One = await WalledCompany.Build(Workbench, "ORNT4MRK");
        Other = await WalledCompany.Build(Workbench, "QTZL7MRK");
        House = await Company.Person(Workbench, "Administración de la casa", "casa@example.com", (null, Role.Administrator));
        // Counters so far, and what comes after as deltas: there are rows of both.
        await Workbench.Services.GetRequiredService<FoldCounters>().Run(default);
        await One.ReceiveOneMore();
        await Other.ReceiveOneMore();
    }

    public async Task DisposeAsync() => await Workbench.DisposeAsync();
}
