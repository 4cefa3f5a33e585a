using System.Globalization;
using System.Threading.RateLimiting;

namespace BpoWorkbench.Features.Account;

/// <summary>How often one address may try passwords and codes; a whole office may share one address, so it is not few.</summary>
public sealed class Attempts(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<HttpContext> _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
        RateLimitPartition.GetFixedWindowLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => new()
        {
            PermitLimit = configuration.GetValue("Account:AttemptsPerMinute", 60),
            Window = TimeSpan.FromMinutes(1),
        }));

    /// <summary>False, with status 429, when the address has used up its attempts for now.</summary>
    public bool Take(HttpContext http)
    {
        using var lease = _limiter.AttemptAcquire(http);
        if (!lease.IsAcquired)
        {
            http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            if (lease.TryGetMetadata(MetadataName.RetryAfter, out var wait))
            {
                http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
            }
        }

        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
