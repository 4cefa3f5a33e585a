using System.Net;
using System.Text.RegularExpressions;
using BpoWorkbench.Data;
using BpoWorkbench.Features.Account;
using BpoWorkbench.Features.People;
using BpoWorkbench.Platform.Access;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Account;

/// <summary>Links, limits and the way in, by plain requests to the real host.</summary>
public sealed class AccountTests : IAsyncLifetime
{
    private Workbench _workbench = null!;
    private Person _admin = null!;
    private Person _person = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Workbench.Start(new() { Settings = { ["Account:AttemptsPerMinute"] = "5" } });
        var company = await Company.Add(_workbench, "Iberluz", "IBL");
        _admin = await Company.Person(_workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        _person = await Company.Person(_workbench, "Nuria", "nuria@centro.es", (company.Id, Role.Agent));
    }

    public async Task DisposeAsync() => await _workbench.DisposeAsync();

    [Fact]
    public async Task Too_many_attempts_from_one_address_are_told_to_wait()
    {
        using var caller = _workbench.NewClient();
        for (var i = 0; i < 5; i++)
        {
            Assert.Equal(HttpStatusCode.OK, (await SignIn(caller, "nobody@centro.es", "wrong")).StatusCode);
        }

        using var answer = await SignIn(caller, "nuria@centro.es", Company.Password);
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Contains("Demasiados intentos", WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Behind_a_proxy_each_visitor_has_attempts_of_their_own()
    {
        await using var workbench = await Workbench.Start(new() { Settings = { ["Account:AttemptsPerMinute"] = "1", ["ForwardedHeaders_Enabled"] = "true" }, Scheduled = false });
        await Company.Person(workbench, "Nuria", "nuria@centro.es", (null, Role.Administrator));
        foreach (var (visitor, answered) in new[] { ("203.0.113.9", HttpStatusCode.OK), ("203.0.113.9", HttpStatusCode.TooManyRequests), ("203.0.113.10", HttpStatusCode.OK) })
        {
            using var caller = workbench.NewClient();
            caller.DefaultRequestHeaders.Add("X-Forwarded-For", visitor);
            using var answer = await SignIn(caller, "nuria@centro.es", "wrong");
            Assert.Equal(answered, answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("/desk", "/desk")]
    [InlineData("//elsewhere.es/desk", "/")]
    [InlineData("https://elsewhere.es", "/")]
    public async Task Signing_in_leads_only_to_pages_of_ours(string wanted, string to)
    {
        using var caller = _workbench.NewClient();
        var ours = caller.BaseAddress!;
        using var answer = await SignIn(caller, "nuria@centro.es", Company.Password, wanted);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal(new Uri(ours, to), new Uri(ours, answer.Headers.Location!));
    }

    [Fact]
    public async Task A_link_opens_once_for_its_person_and_its_purpose()
    {
        await InScope(async services =>
        {
            var (links, choose) = (services.GetRequiredService<AccessLinks>(), services.GetRequiredService<ChoosePassword>());
            var token = TokenOf(await links.For(_person, AccessKind.Reset, "http://here"));
            Assert.NotNull(await choose.WhoHolds(_person.Id, AccessKind.Reset, token));
            Assert.Null(await choose.WhoHolds(_admin.Id, AccessKind.Reset, token));
            Assert.Null(await choose.WhoHolds(_person.Id, AccessKind.Invitation, token));
            Assert.Null(await choose.WhoHolds(_person.Id, AccessKind.Reset, token[..^2]));
            Assert.Null(await choose.WhoHolds(_person.Id, AccessKind.Reset, null));
            await Company.As(_workbench, _admin.Id, s => s.GetRequiredService<ControlAccess>().SignOut(_person.Id));
        });
        await InScope(async services =>
        {
            var person = await services.GetRequiredService<WorkbenchDb>().Users.AsNoTracking().SingleAsync(p => p.Id == _person.Id);
            var links = services.GetRequiredService<AccessLinks>();
            Assert.False(await links.Opens(person, AccessKind.Reset, TokenOf(await links.For(_person, AccessKind.Reset, "http://here"))));
            Assert.True(await links.Opens(person, AccessKind.Reset, TokenOf(await links.For(person, AccessKind.Reset, "http://here"))));
        });
    }

    [Fact]
    public async Task Forgetting_a_password_tells_nothing_and_mails_a_link_to_the_configured_address()
    {
        Assert.False(await Ask("nuria@centro.es"));
        await Company.AsSystem(_workbench, async db =>
        {
            await _workbench.Services.GetRequiredService<HouseSettings>().Put(db, SmtpSettings.Key, new SmtpSettings("localhost", 25, null, "a@centro.es", "", false, "https://work.centro.es"));
            await db.SaveChangesAsync();
        });
        Assert.True(await Ask("nobody@centro.es"));
        Assert.True(await Ask("NURIA@centro.es"));

        await Company.AsSystem(_workbench, async db =>
        {
            var message = await db.Outbox.SingleAsync();
            Assert.Equal("nuria@centro.es", message.To);
            Assert.Contains("https://work.centro.es/account/reset-password?person=", message.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(_workbench.Address.Host, message.Text, StringComparison.Ordinal);
        });

        async Task<bool> Ask(string email)
        {
            var sent = false;
            await InScope(async services => sent = await services.GetRequiredService<AskForReset>().Run(email));
            return sent;
        }
    }

    [Fact]
    public async Task Signing_out_needs_the_pages_own_token()
    {
        using var caller = _workbench.NewClient();
        using var signedIn = await SignIn(caller, "nuria@centro.es", Company.Password);
        using var refused = await caller.PostAsync(new Uri("/account/sign-out", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        using var still = await caller.GetAsync(new Uri("/account", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, still.StatusCode);
    }

    private static string TokenOf(string link) => link.Split("token=")[1];

    private async Task InScope(Func<IServiceProvider, Task> work)
    {
        await using var scope = _workbench.Services.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private static async Task<HttpResponseMessage> SignIn(HttpClient caller, string email, string password, string returnUrl = "/")
    {
        var page = new Uri($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}", UriKind.Relative);
        var token = Regex.Match(await caller.GetStringAsync(page), "name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"").Groups["token"].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["_handler"] = "sign-in",
            ["__RequestVerificationToken"] = token,
            ["Form.Email"] = email,
            ["Form.Password"] = password,
        });
        return await caller.PostAsync(page, form);
    }
}
