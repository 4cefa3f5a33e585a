using System.Collections.Concurrent;
using System.Security.Claims;
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

    /// <summary>Who has a page that is connected now.</summary>
    public IReadOnlyCollection<long> Connected() => [.. _circuits.Keys.Where(c => c.IsConnected && c.PersonId != 0).Select(c => c.PersonId).Distinct()];

    /// <summary>Something was told at this node; the others hear of it from here.</summary>
    public event EventHandler<CircuitNews>? ToldHere;

    /// <summary>The grants, the name or the sign-in of a person changed.</summary>
    public Task PersonChanged(long personId) => Tell(new(PersonId: personId));

    /// <summary>The set of clients changed, and with it what a grant for all of them means.</summary>
    public Task ClientsChanged() => Tell(new());

    /// <summary>A browser was signed out: every page it has open under that sign-in is left.</summary>
    /// <param name="from">The page that asked: it is on its way already, and sent elsewhere would drop the answer that takes its cookie.</param>
    public Task SignedOut(ClaimsPrincipal principal, string? from) => Sitting.Of(principal) is { } sitting ? Tell(new(Sitting: sitting, Except: from)) : Task.CompletedTask;

    /// <summary>Passes on to the pages of this node what was told at another.</summary>
    public Task Hear(CircuitNews news) => news switch
    {
        { Sitting: { } sitting } => Each(_circuits.Keys.Where(c => c.Sitting == sitting && c.Page != news.Except), circuit => circuit.Leave()),
        { PersonId: { } person } => Each(_circuits.Keys.Where(c => c.PersonId == person), circuit => circuit.Reload()),
        _ => Each(_circuits.Keys, circuit => circuit.Reload()),
    };

    private Task Tell(CircuitNews news)
    {
        ToldHere?.Invoke(this, news);
        return Hear(news);
    }

    private async Task Each(IEnumerable<PersonCircuit> circuits, Func<PersonCircuit, Task> tell)
    {
        foreach (var circuit in circuits.ToList())
        {
            try
            {
                await tell(circuit);
            }
            catch (ObjectDisposedException gone)
            {
                log.LogDebug(gone, "A page closed while its grants were read again.");
            }
        }
    }
}

/// <summary>What open pages must hear: that a person changed, that a browser was signed out, or, with neither, that the set of clients did.</summary>
public sealed record CircuitNews(long? PersonId = null, string? Sitting = null, string? Except = null);

/// <summary>Fills the scope of a page when it opens, and again when told.</summary>
public sealed class PersonCircuit(OpenCircuits open, SignedIn signedIn, AuthenticationStateProvider authentication) : CircuitHandler
{
    /// <summary>A mark of this page alone.</summary>
    public string Page { get; } = Guid.NewGuid().ToString("N");

    public long PersonId { get; private set; }

    /// <summary>False while its browser cannot be reached.</summary>
    public bool IsConnected { get; private set; } = true;

    /// <summary>The sign-in it was opened under.</summary>
    public string? Sitting { get; private set; }

    public override async Task OnCircuitOpenedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        var state = await authentication.GetAuthenticationStateAsync();
        await signedIn.Load(state.User);
        PersonId = signedIn.PersonId;
        Sitting = Tenancy.Sitting.Of(state.User);
        open.Add(this);
        // What changed between the reading and the adding was told to nobody.
        await signedIn.Reload();
    }

    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsConnected = true;
        return Task.CompletedTask;
    }

    /// <summary>The circuit is kept for a while, in case the page comes back; until then nobody is there.</summary>
    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        IsConnected = false;
        return Task.CompletedTask;
    }

    public override Task OnCircuitClosedAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        open.Remove(this);
        return Task.CompletedTask;
    }

    public Task Reload() => After(signedIn.Reload());

    public Task Leave() => After(signedIn.Leave());

    private async Task After(Task change)
    {
        await change;
        // The same person again makes every AuthorizeView ask anew.
        if (authentication is IHostEnvironmentAuthenticationStateProvider host)
        {
            host.SetAuthenticationState(authentication.GetAuthenticationStateAsync());
        }
    }
}
