using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Support;

public sealed class WorkbenchTests
{
    [Theory]
    [InlineData("Testing")]
    [InlineData("Development")]
    public async Task Static_files_are_served(string environment)
    {
        await using var workbench = await Workbench.Start(new() { Environment = environment, Settings = { ["Demonstration:Enabled"] = "false" } });
        using var client = workbench.NewClient();
        foreach (var path in new[] { "/app.css", "/_framework/blazor.web.js", "/_content/Radzen.Blazor/Radzen.Blazor.js" })
        {
            var answer = await client.GetAsync(new Uri(path, UriKind.Relative));

            Assert.Equal((path, HttpStatusCode.OK), (path, answer.StatusCode));
            Assert.NotEmpty(await answer.Content.ReadAsByteArrayAsync());
        }
    }

    [Fact]
    public async Task The_test_decides_clock_environment_and_settings()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var workbench = await Workbench.Start(new() { Time = clock, Settings = { ["Colour"] = "red" } });

        Assert.Same(clock, workbench.Services.GetRequiredService<TimeProvider>());
        Assert.Equal("Testing", workbench.Services.GetRequiredService<IHostEnvironment>().EnvironmentName);
        Assert.Equal("red", workbench.Services.GetRequiredService<IConfiguration>()["Colour"]);
        Assert.Contains(workbench.Log, line => line.Contains("Application started", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Names_of_localhost_lead_to_the_same_workbench()
    {
        await using var workbench = await Workbench.Start();
        using var client = workbench.NewClient("agent");

        Assert.Equal("agent.localhost", client.BaseAddress!.Host);
        Assert.Equal(HttpStatusCode.OK, (await client.GetAsync(new Uri("/app.css", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Each_workbench_has_a_data_folder_of_its_own_and_leaves_none()
    {
        string left;
        await using (var workbench = await Workbench.Start())
        {
            await using var other = await Workbench.Start();
            left = workbench.DataDirectory;
            Assert.Equal(!PostgresServer.IsAsked, File.Exists(Path.Combine(left, "workbench.db")));
            Assert.NotEqual(left, other.DataDirectory);
            Assert.NotEqual(workbench.Address.Port, other.Address.Port);
        }

        Assert.False(Directory.Exists(left));
    }
}
