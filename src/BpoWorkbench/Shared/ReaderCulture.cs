using System.Globalization;

namespace BpoWorkbench.Shared;

/// <summary>
/// The culture of this circuit. What another circuit or a job starts (a live change) arrives with that one's culture, so a
/// component that renders because of it does so inside <see cref="Render"/>.
/// </summary>
public sealed class ReaderCulture
{
    private readonly CultureInfo _culture = CultureInfo.CurrentCulture;
    private readonly CultureInfo _uiCulture = CultureInfo.CurrentUICulture;

    public void Render(Action render)
    {
        var (culture, uiCulture) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (_culture, _uiCulture);
        try
        {
            render();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, uiCulture);
        }
    }
}
