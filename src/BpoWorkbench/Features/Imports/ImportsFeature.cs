using BpoWorkbench.Features.Imports.Reading;
using BpoWorkbench.Shell;

namespace BpoWorkbench.Features.Imports;

/// <summary>Bringing a client's workbooks in.</summary>
public static class ImportsFeature
{
    public static void AddImports(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(new RefusalTexts(typeof(ReadingTexts)));
    }
}
