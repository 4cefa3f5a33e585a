using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BpoWorkbench.Domain;
using BpoWorkbench.Platform.Figures;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Platform.Health;

public sealed class HealthTests
{
    private static readonly Uri Health = new("/health", UriKind.Relative);

    [Fact]
    public async Task A_working_workbench_names_the_parts_it_checked()
    {
        await using var workbench = await Workbench.Start();
        using var client = workbench.NewClient();

        // Until its jobs have begun as well it says that it does not work yet.
        HttpResponseMessage answer = null!;
        await Patience.Until(async () => (answer = await client.GetAsync(Health)).IsSuccessStatusCode);

        var report = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal("Healthy", report.GetProperty("status").GetString());
        Assert.Equal("Healthy", report.GetProperty("parts").GetProperty("files").GetProperty("status").GetString());
        Assert.Equal("Healthy", report.GetProperty("parts").GetProperty("database").GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_counter_that_the_nightly_recount_found_wrong_is_reported_until_it_is_right()
    {
        await using var workbench = await Workbench.Start(new() { Scheduled = false });
        using var client = workbench.NewClient();
        var company = await Company.Add(workbench, "Iberluz", "IBER");
        var queue = await company.Queue("Bajas");
        await company.Receive(queue, TimeProvider.System.Now(), ("1", "Fila", []));
        await Recounted("Healthy");

        await company.Write(db => db.Write(() => db.Database.ExecuteSqlAsync($"""UPDATE "CounterDelta" SET "Amount" = "Amount" + 1""")));
        await company.Write(db => db.Write(() => db.Database.ExecuteSqlAsync($"""UPDATE "Counter" SET "Amount" = "Amount" + 1""")));
        await Recounted("Degraded");

        await company.Write(db => db.Write(() => db.Database.ExecuteSqlAsync($"""UPDATE "CounterDelta" SET "Amount" = "Amount" - 1""")));
        await company.Write(db => db.Write(() => db.Database.ExecuteSqlAsync($"""UPDATE "Counter" SET "Amount" = "Amount" - 1""")));
        await Recounted("Healthy");

        async Task Recounted(string expected)
        {
            await workbench.Services.GetRequiredService<RecountFigures>().Run(default);
            var report = await client.GetFromJsonAsync<JsonElement>(Health);
            Assert.Equal(expected, report.GetProperty("parts").GetProperty("figures").GetProperty("status").GetString());
        }
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
