using BpoWorkbench.Platform.ApiKeys;
using Microsoft.AspNetCore.SignalR;

namespace BpoWorkbench.Platform.Kpi;

/// <summary>
/// A client's figures for listeners outside. They call nothing and name nothing: whose figures they hear follows from their key.
/// "figures" comes at once on connecting, and again whenever the figures moved.
/// </summary>
public sealed class KpiHub(KpiFeed feed, OpenKeys open, KnownKeys keys) : Hub
{
    public const string Figures = "figures";

    public override async Task OnConnectedAsync()
    {
        var (key, connection, gone) = (KnownKey.Of(Context.User!), Context.ConnectionId, Context.ConnectionAborted);
        var admitted = open.Add(connection, key.Id, Context.Abort);
        gone.Register(Leave);
        // Revoked between the reading and the adding, nobody would have told us.
        if (admitted && await keys.StillOpens(key))
        {
            await feed.Join(key.ClientId, connection);
        }
        else
        {
            Context.Abort();
        }

        if (gone.IsCancellationRequested)
        {
            // It may have left before it had joined.
            Leave();
        }

        void Leave()
        {
            open.Remove(connection);
            feed.Leave(key.ClientId, connection);
        }
    }
}
