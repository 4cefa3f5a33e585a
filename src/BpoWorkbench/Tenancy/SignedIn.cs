using System.Globalization;
using System.Security.Claims;
using BpoWorkbench.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Tenancy;

/// <summary>Who is signed in, in this circuit or request, and the scope that follows from their grants.</summary>
public sealed class SignedIn(IDbContextFactory<WorkbenchDb> dbs, ClientScope scope, IOptions<IdentityOptions> identity)
{
    private ClaimsPrincipal? _principal;

    public long PersonId { get; private set; }

    public string Name { get; private set; } = "";

    public bool IsPortalUser { get; private set; }

    /// <summary>Name, grants or the right to be here at all changed.</summary>
    public event EventHandler? Changed;

    /// <summary>True while the person is active and has not been signed out elsewhere.</summary>
    public bool IsValid { get; private set; }

    public async Task Load(ClaimsPrincipal principal)
    {
        _principal = principal;
        await Reload();
    }

    /// <summary>Reads person and grants anew; an open page calls it when they may have changed.</summary>
    public async Task Reload()
    {
        var person = await FindPerson();
        IsValid = person is not null;
        if (person is null)
        {
            PersonId = 0;
            scope.Clear();
        }
        else
        {
            await using var db = await dbs.CreateDbContextAsync();
            PersonId = person.Id;
            Name = person.Name;
            IsPortalUser = person.Grants.Count > 0 && person.Grants.TrueForAll(g => g.Role.IsPortal());
            scope.Become(person.Id, person.Grants, await db.EveryClient());
        }

        Changed?.Invoke(this, EventArgs.Empty);
    }

    /// <summary>This page's sign-in has been ended.</summary>
    public Task Leave()
    {
        _principal = null;
        return Reload();
    }

    private async Task<Person?> FindPerson()
    {
        var claims = identity.Value.ClaimsIdentity;
        if (!long.TryParse(_principal?.FindFirstValue(claims.UserIdClaimType), CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        await using var db = await dbs.CreateDbContextAsync();
        var person = await db.Users.AsNoTracking().Include(p => p.Grants).SingleOrDefaultAsync(p => p.Id == id);
        var stamp = _principal?.FindFirstValue(claims.SecurityStampClaimType);
        return person is { Active: true } && person.SecurityStamp == stamp ? person : null;
    }
}
