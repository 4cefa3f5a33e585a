using System.Collections.Concurrent;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Server.Circuits;

namespace BpoWorkbench.Tenancy;

/// <summary>The pages that are open now, so that a grant taken away is gone from them at once.</summary>
public sealed class OpenCircuits(ILogger<OpenCircuits> log)
{
    private readonly ConcurrentDictionary<PersonCircuit, byte> _circuits = new();

    public void Add(PersonCircuit circuit) => _circuits[circuit] = 0;

    public void Remove(PersonCircuit circuit) => _circuits.TryRemove(circuit, out _);

    /// <summary>How many pages a person has open.</summary>
    public int Of(long personId) => _circuits.Keys.Count(c => c.PersonId == personId);

    /// <summary>The grants, the name or the sign-in of a person changed.</summary>
    public Task PersonChanged(long personId) => Reload(_circuits.Keys.Where(c => c.PersonId == personId));

    /// <summary>The set of clients changed, and with it what a grant for all of them means.</summary>
    public Task ClientsChanged() => Reload(_circuits.Keys);

    private async Task Reload(IEnumerable<PersonCircuit> circuits)
    {
        foreach (var circuit in circuits.ToList())
        {
            try
            {
                await circuit.Reload();
            }
            catch (ObjectDisposedException gone)
            {
                log.LogDebug(gone, "A page closed while its grants were read again.");
            }
        }
    }
}

/// <summary>Fills the scope of a page when it opens, and again when told.</summary>
public sealed class PersonCircuit(OpenCircuits open, SignedIn signedIn, AuthenticationStateProvider authentication) : CircuitHandler
{
    public long PersonId { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        await signedIn.Load(state.User);
        PersonId = signedIn.PersonId;
        open.Add(this);
        // What changed between the reading and the adding was told to nobody.
        await signedIn.Reload();
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Remove(this);
        return Task.CompletedTask;
    }

    public async Task Reload()
    {
        await signedIn.Reload();
        // The same person again makes every AuthorizeView ask anew.
        if (authentication is IHostEnvironmentAuthenticationStateProvider host)
        {
            host.SetAuthenticationState(authentication.GetAuthenticationStateAsync());
        }
    }
}
