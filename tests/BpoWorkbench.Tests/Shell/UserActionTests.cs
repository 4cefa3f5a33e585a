using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Shared;
using BpoWorkbench.Shell;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Radzen;

namespace BpoWorkbench.Tests.Shell;

public sealed class UserActionTests : IDisposable
{
    private readonly NotificationService _notices = new();
    private readonly ServiceProvider _services;

    public UserActionTests() => _services = new ServiceCollection()
        .AddLogging().AddLocalization().AddSingleton(_notices).AddSingleton<Failures>().AddSingleton<Sentences>().AddSingleton<UserAction>()
        .AddSingleton(new RefusalTexts(typeof(ShellTexts))).BuildServiceProvider();

    [Fact]
    public async Task What_went_well_says_nothing()
    {
        Assert.True(await Run(() => Task.CompletedTask));
        Assert.Empty(_notices.Messages);
    }

    [Theory]
    [InlineData("es", "No se puede hacer (x-1).")]
    [InlineData("en", "This cannot be done (x-1).")]
    public async Task A_refusal_is_said_in_the_readers_language(string language, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
        Assert.False(await Run(() => throw new Refusal("refused.unknown", "x-1")));
        Assert.Equal(said, Assert.Single(_notices.Messages).Summary);
    }

    [Fact]
    public async Task What_is_refused_for_a_field_is_said_beside_it_while_it_stands_there()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        var beside = new FieldRefusal();
        Assert.False(await _services.GetRequiredService<UserAction>().Run(() => throw new Refusal("refused.unknown", "IBL") { Field = "Code" }, beside));
        Assert.Empty(_notices.Messages);
        Assert.Equal("This cannot be done (IBL).", beside.Of("Code", " ibl "));
        Assert.Null(beside.Of("Code", "IBN"));
        Assert.Null(beside.Of("Name", "IBL"));
    }

    [Fact]
    public async Task A_second_writer_is_told()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("en");
        Assert.False(await Run(() => throw new DbUpdateConcurrencyException()));
        Assert.StartsWith("Someone changed this meanwhile", Assert.Single(_notices.Messages).Summary, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anything_else_gives_a_reference_and_not_its_message()
    {
        Assert.False(await Run(() => throw new InvalidOperationException("secret of the database")));
        var said = Assert.Single(_notices.Messages).Summary;
        Assert.Matches("[2-9A-Z]{6}", said);
        Assert.DoesNotContain("secret", said, StringComparison.Ordinal);
    }

    public void Dispose() => _services.Dispose();

    private Task<bool> Run(Func<Task> action) => _services.GetRequiredService<UserAction>().Run(action);
}
