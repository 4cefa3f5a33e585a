using System.Text;
using BpoWorkbench.Data;
using BpoWorkbench.Domain;
using BpoWorkbench.Features.Settings;
using BpoWorkbench.Platform.Outbox;
using BpoWorkbench.Platform.Settings;
using BpoWorkbench.Tenancy;
using BpoWorkbench.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Platform.Outbox;

/// <summary>Mail leaves once or is known not to have left, against the real host and a real connection.</summary>
public sealed class OutboxTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 23, 9, 0, 0, TimeSpan.Zero));
    private readonly string _data = Directory.CreateTempSubdirectory("bpo-outbox-").FullName;
    private readonly MailServer _server = new();
    private Workbench _workbench = null!;

    public async Task InitializeAsync()
    {
        _workbench = await Start();
        await Configure(_server.Port);
    }

    public async Task DisposeAsync()
    {
        await _workbench.DisposeAsync();
        await _server.DisposeAsync();
        Directory.Delete(_data, recursive: true);
    }

    [Fact]
    public async Task A_message_waits_to_be_recalled_and_leaves_once()
    {
        var kept = await Add("kept@empresa.es");
        var recalled = await Add("recalled@empresa.es");
        await Send();
        Assert.Empty(_server.Accepted);
        await Change(recalled, message => message.Recall(_time.Now()));

        _time.Advance(OutboxMessage.RecallWindow);
        await Send();
        await Send();

        var text = Assert.Single(_server.Accepted);
        Assert.Contains("kept@empresa.es", text, StringComparison.Ordinal);
        Assert.Contains((await Find(kept)).MessageId, text, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Sent, (await Find(kept)).State);
        Assert.Equal(OutboxState.Recalled, (await Find(recalled)).State);
    }

    [Fact]
    public async Task The_key_in_a_message_is_forgotten_once_it_is_sent()
    {
        var id = await Add("ana@empresa.es", confidential: true);
        Assert.Equal("text", (await Find(id)).Text);
        _time.Advance(OutboxMessage.RecallWindow);
        await Send();
        Assert.Null((await Find(id)).Text);
    }

    [Fact]
    public async Task A_server_that_is_away_is_tried_again_later_and_an_unknown_address_is_not()
    {
        _server.ToRecipient = line => line.Contains("unknown", StringComparison.Ordinal) ? "550 no such user" : "451 later";
        var (later, never) = (await Add("busy@empresa.es"), await Add("unknown@empresa.es"));
        _time.Advance(OutboxMessage.RecallWindow);
        await Send();

        Assert.Equal(OutboxState.Failed, (await Find(never)).State);
        Assert.Contains("550", (await Find(never)).Answer, StringComparison.Ordinal);
        Assert.Equal((OutboxState.Unsent, 1), ((await Find(later)).State, (await Find(later)).Attempts));
        await Send();
        Assert.Equal(1, (await Find(later)).Attempts);

        _server.ToRecipient = _ => "250 ok";
        _time.Advance(TimeSpan.FromMinutes(1));
        await Send();
        Assert.Equal(OutboxState.Sent, (await Find(later)).State);
        Assert.Single(_server.Accepted);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up_after_the_last_attempt()
    {
        await Configure(port: 1);
        var id = await Add("ana@empresa.es");
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(OutboxState.Unsent, (await Find(id)).State);
            _time.Advance(TimeSpan.FromHours(6));
            await Send();
        }

        Assert.Equal(OutboxState.Failed, (await Find(id)).State);
    }

    [Fact]
    public async Task What_broke_off_is_never_repeated_by_itself()
    {
        _server.BreaksAfterData = true;
        var id = await Add("ana@empresa.es");
        _time.Advance(OutboxMessage.RecallWindow);
        await Send();
        _server.BreaksAfterData = false;
        _time.Advance(TimeSpan.FromDays(1));
        await Send();

        Assert.Equal(OutboxState.Uncertain, (await Find(id)).State);
        Assert.Single(_server.Accepted);

        await Change(id, message => message.SendAgain(_time.Now()));
        await Send();
        Assert.Equal(2, _server.Accepted.Count);
        Assert.Equal(OutboxState.Sent, (await Find(id)).State);
    }

    [Fact]
    public async Task What_was_being_sent_when_the_program_died_is_left_to_a_person()
    {
        var id = await Add("ana@empresa.es");
        await Change(id, message => message.StartSending());
        await _workbench.DisposeAsync();
        _workbench = await Start();
        _time.Advance(TimeSpan.FromDays(1));
        await Send();

        Assert.Equal(OutboxState.Uncertain, (await Find(id)).State);
        Assert.Empty(_server.Accepted);
    }

    [Fact]
    public async Task Whatever_the_server_does_every_message_is_sent_once_uncertain_or_unsent()
    {
        var random = new Random(20261123);
        var all = new List<long>();
        for (var round = 0; round < 40; round++)
        {
            all.Add(await Add($"{round}@empresa.es"));
            _server.BreaksAfterData = random.Next(3) == 0;
            var answer = random.Next(4) switch { 0 => "451 later", 1 => "550 never", _ => "250 ok" };
            _server.ToRecipient = _ => answer;
            _time.Advance(TimeSpan.FromMinutes(random.Next(60)));
            await Send();
        }

        var messages = await Task.WhenAll(all.Select(Find));
        foreach (var state in new[] { OutboxState.Sent, OutboxState.Uncertain, OutboxState.Failed })
        {
            Assert.Contains(messages, message => message.State == state);
        }

        foreach (var message in messages)
        {
            var arrived = _server.Accepted.Count(text => text.Contains(message.MessageId, StringComparison.Ordinal));
            Assert.True(message.State switch
            {
                OutboxState.Sent => arrived == 1,
                OutboxState.Uncertain => arrived <= 1,
                OutboxState.Unsent or OutboxState.Failed => arrived == 0,
                _ => false,
            }, $"{message.State}, arrived {arrived} times");
        }
    }

    [Fact]
    public async Task The_password_of_the_server_is_nowhere_on_the_disk_and_goes_to_no_other_server()
    {
        const string secret = "very-secret-mail-password";
        var admin = await Company.Person(_workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var form = new MailForm { Host = "localhost", Port = _server.Port, Tls = false, User = "u", Password = secret, From = "de@centro.es", Site = "http://here" };
        await Company.As(_workbench, admin.Id, s => s.GetRequiredService<SaveMail>().Run(form));
        var settings = _workbench.Services.GetRequiredService<HouseSettings>();
        Assert.Equal(secret, await settings.Secret(SmtpSettings.Key));
        foreach (var file in Directory.EnumerateFiles(_data, "workbench.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            await stream.ReadExactlyAsync(bytes);
            Assert.Equal(-1, bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(secret)));
        }

        form.Password = "";
        await Company.As(_workbench, admin.Id, s => s.GetRequiredService<SaveMail>().Run(form));
        Assert.Equal(secret, await settings.Secret(SmtpSettings.Key));
        form.Host = "mail.elsewhere.es";
        await Company.As(_workbench, admin.Id, s => s.GetRequiredService<SaveMail>().Run(form));
        Assert.Null(await settings.Secret(SmtpSettings.Key));
    }

    [Fact]
    public async Task The_test_button_says_what_the_server_answered()
    {
        var admin = await Company.Person(_workbench, "Ada", "ada@centro.es", (null, Role.Administrator));
        var form = new MailForm { Host = "localhost", Port = _server.Port, Tls = false, From = "de@centro.es", Site = "http://here" };
        await Company.As(_workbench, admin.Id, async s =>
        {
            var test = s.GetRequiredService<TestMail>();
            Assert.Equal(("ada@centro.es", HandOverOutcome.Accepted), await Outcome(test));
            _server.ToRecipient = _ => "550 we do not know her";
            var (_, refused) = await test.Run(form, default);
            Assert.Contains("we do not know her", refused.Answer, StringComparison.Ordinal);
            form.Port = 1;
            Assert.Equal(("ada@centro.es", HandOverOutcome.TryLater), await Outcome(test));
        });
        var agent = await Company.Person(_workbench, "Nuria", "nuria@centro.es");
        await Company.As(_workbench, agent.Id, s => Assert.ThrowsAsync<Refusal>(() => s.GetRequiredService<TestMail>().Run(form, default)));

        async Task<(string, HandOverOutcome)> Outcome(TestMail test)
        {
            var (to, result) = await test.Run(form, default);
            return (to, result.Outcome);
        }
    }

    private Task<Workbench> Start() => Workbench.Start(new() { Time = _time, DataDirectory = _data, Scheduled = false });

    private Task Configure(int port) => Company.AsSystem(_workbench, async db =>
    {
        var smtp = new SmtpSettings("localhost", port, null, "avisos@centro.es", "Centro", Tls: false, "http://here");
        await _workbench.Services.GetRequiredService<HouseSettings>().Put(db, SmtpSettings.Key, smtp);
        await db.SaveChangesAsync();
    });

    private Task Send() => _workbench.Services.GetRequiredService<SendOutbox>().Run(CancellationToken.None);

    private async Task<long> Add(string to, bool confidential = false)
    {
        var message = new OutboxMessage(IClientOwned.House, to, "subject", "text", null, _time.Now()) { Confidential = confidential };
        await Company.AsSystem(_workbench, async db =>
        {
            db.Outbox.Add(message);
            await db.SaveChangesAsync();
        });
        return message.Id;
    }

    private async Task<OutboxMessage> Find(long id)
    {
        OutboxMessage? found = null;
        await Company.AsSystem(_workbench, async db => found = await db.Outbox.AsNoTracking().SingleAsync(m => m.Id == id));
        return found!;
    }

    private Task Change(long id, Action<OutboxMessage> verb) => Company.AsSystem(_workbench, async (WorkbenchDb db) =>
    {
        verb(await db.Outbox.SingleAsync(m => m.Id == id));
        await db.SaveChangesAsync();
    });
}
