using BpoWorkbench.Domain;
using BpoWorkbench.Shared;
using BpoWorkbench.Shell;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Features.Account;

/// <summary>One sending of a plain form: counted, carried out, and what went wrong said in a sentence.</summary>
public sealed class Submission(Attempts attempts, Sentences sentences, Failures failures, IStringLocalizer<AccountTexts> words)
{
    /// <returns>What went wrong; null when nothing did.</returns>
    public async Task<string?> Run(HttpContext http, Func<Task> action)
    {
        if (!attempts.Take(http))
        {
            return words["too-many"];
        }

        try
        {
            await action();
            return null;
        }
        catch (Refusal refusal)
        {
            return sentences.For(refusal);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return words["failed", failures.Report(exception)];
        }
    }
}
