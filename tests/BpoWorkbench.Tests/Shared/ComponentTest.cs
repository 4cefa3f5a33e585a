using System.Globalization;
using BpoWorkbench.Shared;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Shared;

/// <summary>A shared component, rendered for a Spanish reader in Madrid on Sunday 22 November 2026 at 14:05.</summary>
public abstract class ComponentTest : BunitContext
{
    protected static readonly DateTime Now = new(2026, 11, 22, 13, 5, 0, DateTimeKind.Utc);
    protected static readonly TimeZoneInfo Madrid = TimeZoneInfo.FindSystemTimeZoneById("Europe/Madrid");

    protected ComponentTest()
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("es-ES");
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("es");
        Services.AddLocalization();
        Services.AddLogging();
        Services.AddSingleton<TimeProvider>(Time);
        Services.AddSingleton<Failures>();
        Services.AddScoped<Tick>().AddScoped<ReaderCulture>();
        RenderTree.Add<Microsoft.AspNetCore.Components.CascadingValue<TimeZoneInfo>>(parameters => parameters.Add(value => value.Value, Madrid));
    }

    protected FakeTimeProvider Time { get; } = new(new DateTimeOffset(Now));
}
