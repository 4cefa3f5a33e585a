using System.Globalization;
using BpoWorkbench.Domain;
using Microsoft.Extensions.Localization;

namespace BpoWorkbench.Shell;

/// <summary>Turns a refusal's code into a sentence in the reader's language.</summary>
public sealed partial class Sentences(
    IEnumerable<RefusalTexts> texts, IStringLocalizerFactory localizers, IStringLocalizer<ShellTexts> words, ILogger<Sentences> log)
{
    public string For(Refusal refusal)
    {
        foreach (var registered in texts)
        {
            var found = localizers.Create(registered.Texts)[refusal.Code];
            if (!found.ResourceNotFound)
            {
                return string.Format(CultureInfo.CurrentCulture, found.Value, [.. refusal.Args]);
            }
        }

        LogUnknown(refusal.Code);
        return words["refused.unknown", refusal.Code];
    }

    [LoggerMessage(LogLevel.Warning, "No sentence for the refusal {Code}")]
    private partial void LogUnknown(string code);
}
