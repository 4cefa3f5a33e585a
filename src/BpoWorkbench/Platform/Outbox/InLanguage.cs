using System.Globalization;

namespace BpoWorkbench.Platform.Outbox;

/// <summary>What leaves the house is in the language of whom it goes to, whoever reads the page it is sent from.</summary>
public static class InLanguage
{
    /// <param name="language">ISO 639-1.</param>
    public static T Say<T>(string language, Func<T> say)
    {
        var reader = CultureInfo.CurrentUICulture;
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        try
        {
            return say();
        }
        finally
        {
            CultureInfo.CurrentUICulture = reader;
        }
    }
}
