using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BpoWorkbench.Tests.Support;

namespace BpoWorkbench.Tests.Platform.Health;

public sealed class HealthTests
{
    private static readonly Uri Health = new("/health", UriKind.Relative);

    [Fact]
    public async Task A_working_workbench_names_the_parts_it_checked()
    {
        await using var workbench = await Workbench.Start();
        using var client = workbench.NewClient();

        var answer = await client.GetAsync(Health);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Healthy", report.GetProperty("status").GetString());
        Assert.Equal("Healthy", report.GetProperty("parts").GetProperty("files").GetProperty("status").GetString());
        Assert.Equal("Healthy", report.GetProperty("parts").GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_reported()
    {
        await using var workbench = await Workbench.Start();
        using var client = workbench.NewClient();
        var files = Path.Combine(workbench.DataDirectory, "files");
        await File.WriteAllTextAsync(files, "a file where the folder should be");

        var answer = await client.GetAsync(Health);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Unhealthy", report.GetProperty("parts").GetProperty("files").GetProperty("status").GetString());
        Assert.DoesNotContain(workbench.DataDirectory, report.ToString(), StringComparison.Ordinal);
    }
}
