using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.ApiKeys;
using BpoWorkbench.Platform.Imports;
using BpoWorkbench.Tenancy;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Api;

/// <summary>What became of an item that was sent.</summary>
/// <param name="Result">created, updated, unchanged or rejected.</param>
/// <param name="Id">Null where it was rejected.</param>
/// <param name="Key">What the client calls it, where its queue has a field for that.</param>
public sealed record ItemResult(string Result, long? Id, string? Key, IReadOnlyList<ToldProblem> Problems);

/// <summary>The import that the items were, and what became of each, in the order they were sent.</summary>
public sealed record ItemResults(long ImportId, IReadOnlyList<ItemResult> Items);

/// <summary>Items that a program sends into a queue, once for each key of idempotency: sent again they are answered the same, and nothing is done.</summary>
public sealed class TakeItems(ScopedWork scoped, TimeProvider time)
{
    /// <returns>What became of them, as JSON.</returns>
    /// <exception cref="Refusal">queue.unknown; queue.closed; api.idempotency; api.key-reused; what <see cref="ItemsBody.Parse"/> refuses.</exception>
    public async Task<string> Run(long queueId, string? idempotency, byte[] body, KnownKey key, CancellationToken stop)
    {
        if (idempotency is not { Length: >= 1 and <= 255 } name || name.Any(c => c is < ' ' or > '~'))
        {
            throw new Refusal("api.idempotency");
        }

        var items = ItemsBody.Parse(body);
        var hash = HashOf(queueId, body);
        var answer = "";
        await scoped.AsClient(key.ClientId, async services =>
        {
            var (bring, sentences) = (services.GetRequiredService<BringRows>(), services.GetRequiredService<RejectionSentences>());
            await using var db = await services.GetRequiredService<IDbContextFactory<WorkbenchDb>>().CreateDbContextAsync(stop);
            (Queue Queue, BroughtRows Rows)? done = null;
            await db.Write(async () =>
            {
                done = null;
                // Sent twice at once, the second waits for the answer of the first.
                await db.Engine.Alone(db, $"request {key.ClientId} {name}");
                if (await db.TakenRequests.AsNoTracking().SingleOrDefaultAsync(r => r.ClientId == key.ClientId && r.IdempotencyKey == name, stop) is { } taken)
                {
                    answer = taken.BodySha256 == hash ? taken.Answer : throw new Refusal("api.key-reused");
                    return;
                }

                var queue = await SeenQueues.Find(db, key, queueId, stop);
                var brought = await bring.Run(db, queue, new ItemsBody(queue.Fields).Rows(items), key.Id, stop);
                done = (queue, brought);
                answer = Answer(brought, queue, sentences);
                db.TakenRequests.Add(new TakenRequest(key.ClientId, name, hash, answer, time.Now()));
                await db.SaveChangesAsync(stop);
            }, stop);
            // Whoever asked may be gone by now; what was begun is done.
            if (done is { } just && await bring.Finish(just.Rows, CancellationToken.None) is var finished && finished != just.Rows)
            {
                var corrected = answer = Answer(finished, just.Queue, sentences);
                await db.Write(() => db.TakenRequests.Where(r => r.ClientId == key.ClientId && r.IdempotencyKey == name).ExecuteUpdateAsync(set => set.SetProperty(r => r.Answer, corrected)), CancellationToken.None);
            }
        });
        return answer;
    }

    private static string Answer(BroughtRows brought, Queue queue, RejectionSentences sentences)
    {
        var results = brought.Rows.Select(row => new ItemResult(row.Fate.ToString().ToLowerInvariant(), row.ItemId, row.Key,
            [.. row.Problems.Select(p => BroughtImports.Tell(p, sentences) with { Field = p.Column >= 0 ? queue.Fields[p.Column].Code : p.Header.Length > 0 ? p.Header : null })]));
        return JsonSerializer.Serialize(new ItemResults(brought.BatchId, [.. results]), JsonSerializerOptions.Web);
    }

    // The same body for another queue is another request.
    private static string HashOf(long queueId, byte[] body)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.ASCII.GetBytes(queueId.ToString(CultureInfo.InvariantCulture) + "\n"));
        hash.AppendData(body);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
