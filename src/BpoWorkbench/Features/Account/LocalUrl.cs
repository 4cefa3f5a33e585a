using Microsoft.AspNetCore.Http.HttpResults;

namespace BpoWorkbench.Features.Account;

/// <summary>Where to go afterwards: only ever to a page of ours.</summary>
internal static class LocalUrl
{
    public static string Or(string? wanted, string otherwise) => RedirectHttpResult.IsLocalUrl(wanted) ? wanted! : otherwise;
}
