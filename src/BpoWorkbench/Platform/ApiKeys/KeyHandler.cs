using System.Globalization;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BpoWorkbench.Platform.ApiKeys;

/// <summary>Lets in who shows a key: as <c>Authorization: Bearer</c> or, because browsers cannot set that on a WebSocket, as <c>?access_token=</c>.</summary>
internal sealed class KeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory log, UrlEncoder encoder, KnownKeys keys, KeyUses uses)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, log, encoder)
{
    public const string Key = "ApiKey";
    private const string Bearer = "Bearer ";

    private TimeSpan? _wait;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Shown() is not { Length: > 0 } text)
        {
            return AuthenticateResult.NoResult();
        }

        var address = Context.Connection.RemoteIpAddress?.ToString() ?? "";
        if (uses.IsShutOut(address))
        {
            return TooOften(TimeSpan.FromMinutes(1));
        }

        if (await keys.Find(text) is not { } key)
        {
            uses.Wrong(address);
            return AuthenticateResult.Fail("No such key.");
        }

        return uses.Take(key, out var wait) ? AuthenticateResult.Success(new(key.ToPrincipal(Scheme.Name), Scheme.Name)) : TooOften(wait);
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait is not { } wait)
        {
            Response.Headers.WWWAuthenticate = "Bearer";
            return base.HandleChallengeAsync(properties);
        }

        Response.StatusCode = StatusCodes.Status429TooManyRequests;
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return Task.CompletedTask;
    }

    private AuthenticateResult TooOften(TimeSpan wait)
    {
        _wait = wait;
        return AuthenticateResult.Fail("Too often.");
    }

    private string? Shown() => Request.Headers.Authorization.ToString() is { } header && header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase)
        ? header[Bearer.Length..].Trim()
        : Request.Query["access_token"];
}
