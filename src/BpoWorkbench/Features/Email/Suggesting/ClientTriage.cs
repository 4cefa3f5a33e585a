using System.Collections.Concurrent;
using System.Globalization;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Mail;
using BpoWorkbench.Platform.Files;
using BpoWorkbench.Platform.Triage;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Features.Email.Suggesting;

/// <summary>What a message may be about.</summary>
/// <param name="Suggestions">Up to three, the likeliest first.</param>
/// <param name="IsLearnt">What was learnt spoke alone.</param>
public sealed record Thought(IReadOnlyList<Suggested> Suggestions, bool IsLearnt);

/// <summary>What a client's messages are likely about: by what its own people decided before, by nobody else's, and by usual words until that is enough.</summary>
public sealed class ClientTriage(LearntModels learnt, FileStore files)
{
    public async Task<Thought> Suggest(WorkbenchDb db, long clientId, string subject, string text, CancellationToken stop)
    {
        var categories = await db.EmailCategories.AsNoTracking().Where(c => c.ClientId == clientId && !c.Retired).ToListAsync(stop);
        if (categories.Count == 0)
        {
            return new([], false);
        }

        var model = await Model(db, clientId, stop);
        var rules = new KeywordRules([.. categories.Select(c => new RuleCategory(CodeOf(c.Id), c.Name, Enum.TryParse<TriagePurpose>(c.Purpose, out var purpose) ? purpose : null))]);
        var offered = categories.Select(c => CodeOf(c.Id)).ToHashSet(StringComparer.Ordinal);
        var suggestions = TriageBlend.Suggest(rules, model, text, subject, int.MaxValue).Where(s => offered.Contains(s.Category)).Take(3)
            .Select(s => new Suggested(long.Parse(s.Category, CultureInfo.InvariantCulture), Math.Round(s.Confidence, 4), [.. s.Words.Select(w => w.Word)])).ToList();
        return new(suggestions, model is not null && TriageBlend.Weight(model.Decisions, model.Categories.Count) >= 1);
    }

    /// <summary>How a category is called in what was learnt.</summary>
    public static string CodeOf(long categoryId) => categoryId.ToString(CultureInfo.InvariantCulture);

    private async Task<TriageModel?> Model(WorkbenchDb db, long clientId, CancellationToken stop)
    {
        var last = await db.LearntTriages.AsNoTracking().Where(l => l.ClientId == clientId).OrderByDescending(l => l.At).ThenByDescending(l => l.Id).FirstOrDefaultAsync(stop);
        if (last is null)
        {
            return null;
        }

        return learnt.Find(clientId, last.Id) ?? learnt.Keep(clientId, last.Id, await Read(await db.Files.AsNoTracking().SingleAsync(f => f.Id == last.FileId, stop), stop));
    }

    private async Task<TriageModel> Read(StoredFile file, CancellationToken stop)
    {
        await using var content = files.Open(file);
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, stop);
        return TriageModel.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }
}

/// <summary>What was learnt for each client, held ready at this node: the last of it.</summary>
public sealed class LearntModels
{
    private readonly ConcurrentDictionary<long, (long Id, TriageModel Model)> _models = new();

    internal TriageModel? Find(long clientId, long id) => _models.TryGetValue(clientId, out var kept) && kept.Id == id ? kept.Model : null;

    internal TriageModel Keep(long clientId, long id, TriageModel model) => (_models[clientId] = (id, model)).Model;
}
