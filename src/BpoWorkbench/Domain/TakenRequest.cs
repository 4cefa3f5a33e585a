namespace BpoWorkbench.Domain;

/// <summary>What a program outside has asked for once, and what it was answered: asked again with the same key it is answered the same, and nothing is done twice.</summary>
public sealed class TakenRequest : IClientOwned
{
    private TakenRequest()
    {
    }

    public TakenRequest(long clientId, string idempotencyKey, string bodySha256, string answer, DateTime now) =>
        (ClientId, IdempotencyKey, BodySha256, Answer, TakenAt) = (clientId, idempotencyKey, bodySha256, answer, now);

    public long Id { get; private set; }

    public long ClientId { get; private set; }

    /// <summary>The caller's own name for the request, unique for the client.</summary>
    public string IdempotencyKey { get; private set; } = "";

    /// <summary>Of what was asked, in hexadecimal: the same key with another body is a mistake of the caller.</summary>
    public string BodySha256 { get; private set; } = "";

    /// <summary>As JSON.</summary>
    public string Answer { get; private set; } = "";

    public DateTime TakenAt { get; private set; }
}
