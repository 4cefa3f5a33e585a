namespace BpoWorkbench.Platform.Changes;

/// <summary>Histories of what people edit, and two of them editing at once.</summary>
public static class ChangesFeature
{
    public static void AddChanges(this WebApplicationBuilder builder)
    {
        builder.Services.AddScoped<ChangeHistory>();
        builder.Services.AddScoped<ChangeWords>();
    }
}
