using BpoWorkbench.Domain;
using BpoWorkbench.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Radzen;

namespace BpoWorkbench.Shell;

/// <summary>Runs what a person asked for; the one place where refusals and failures become notifications.</summary>
public sealed class UserAction(
    NotificationService notifications, Sentences sentences, Failures failures, IStringLocalizer<ShellTexts> words)
{
    /// <summary>True when the action went through; otherwise the person has been told why not.</summary>
    /// <param name="beside">A form's: takes what is said beside one of its fields, and no notification tells of it.</param>
    public async Task<bool> Run(Func<Task> action, FieldRefusal? beside = null)
    {
        try
        {
            await action();
            return true;
        }
        catch (Refusal refusal) when (beside is not null && refusal.Field is not null)
        {
            beside.Take(refusal, sentences.For(refusal));
        }
        catch (Refusal refusal)
        {
            Warn(sentences.For(refusal));
        }
        catch (DbUpdateConcurrencyException)
        {
            Warn(words["refused.changed-meanwhile"]);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            notifications.Notify(NotificationSeverity.Error, words["failed", failures.Report(exception)], duration: 20_000);
        }

        return false;
    }

    /// <summary>Says briefly that something was done.</summary>
    public void Say(string text) => notifications.Notify(NotificationSeverity.Success, text, duration: 3_000);

    private void Warn(string text) => notifications.Notify(NotificationSeverity.Warning, text, duration: 10_000);
}
