using BpoWorkbench.Shell;

namespace BpoWorkbench.Platform.Mime;

/// <summary>Messages of e-mail, read.</summary>
public static class MimeFeature
{
    public static void AddMime(this WebApplicationBuilder builder) => builder.Services.AddSingleton(new RefusalTexts(typeof(MimeTexts)));
}
