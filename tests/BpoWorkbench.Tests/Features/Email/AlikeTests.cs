using BpoWorkbench.Domain.Work;
using BpoWorkbench.Features.Email.Alike;
using BpoWorkbench.Platform.Work;
using BpoWorkbench.Tests.Platform.Imports;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>Many messages that say the same, done with one word.</summary>
public sealed class AlikeTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));
    private EmailFloor _mail = null!;

    public async Task InitializeAsync() => _mail = await EmailFloor.Open(_clock);

    public async Task DisposeAsync() => await _mail.DisposeAsync();

    [Fact]
    public async Task What_waits_from_the_same_sender_or_with_the_same_subject_is_found()
    {
        var inHand = await Taken("1@example.com", "Corte de luz del martes", "ana@example.com");
        var sender = await Taken("2@example.com", "Otra cosa", "ana@example.com");
        var subject = await Taken("3@example.com", "RV: Re: corte de luz del martes", "luis@example.com");
        await Taken("4@example.com", "Corte de luz del martes y del jueves", "eva@example.com");
        var held = await Taken("5@example.com", "Corte de luz del martes", "pepa@example.com");
        await _mail.AsAgent(async services =>
        {
            await services.GetRequiredService<ClaimItem>().Run(inHand);
            await services.GetRequiredService<ClaimItem>().Run(held);
            var alike = services.GetRequiredService<AlikeMail>();
            var found = await alike.Of(inHand);
            Assert.Equal([(sender, true, false), (subject, false, true)], found.Select(a => (a.ItemId, a.SameSender, a.SameSubject)));
            Assert.Equal(1, await alike.FromSender(inHand));
        });
    }

    [Fact]
    public async Task They_are_done_with_the_same_word_each_answered_by_its_own_name()
    {
        await _mail.Answers();
        var category = await _mail.Category("Avería");
        var (first, second, taken) = (await Taken("1@example.com", "Corte", "Ana Ruiz <ana@example.com>"), await Taken("2@example.com", "Corte", "Luis Gil <luis@example.com>"), await Taken("3@example.com", "Corte", "eva@example.com"));
        var machine = await Taken("4@example.com", "Corte", "Aviso <avisos@example.com>", "Return-Path: <>");
        await _mail.AsSupervisor(services => services.GetRequiredService<CancelItem>().Run([taken]));
        List<int> told = [];
        await _mail.AsAgent(async services =>
        {
            // Nothing leaves that was not filled in, and the messages stay where they are.
            Assert.Contains("{{nombre}}", Assert.Single(await services.GetRequiredService<DecideAlike>().Run([first], category, "Hola, {{nombre}}.", _ => { })), StringComparison.Ordinal);
            using var stopped = new CancellationTokenSource();
            await stopped.CancelAsync();
            Assert.Empty(await services.GetRequiredService<DecideAlike>().Run([first], category, "Hola.", _ => { }, stopped.Token));
        });
        Assert.Equal(WorkState.Ready, (await _mail.Item(first)).State);
        await _mail.AsAgent(async services =>
        {
            var refused = await services.GetRequiredService<DecideAlike>().Run([first, second, taken, machine], category, "Hola, {{name}}: ya hay luz.", told.Add);
            Assert.Equal(2, refused.Count);
        });
        Assert.Equal([1, 2, 3, 4], told);
        Assert.Equal([WorkState.Done, WorkState.Done, WorkState.Cancelled, WorkState.Ready], [.. await Task.WhenAll(new[] { first, second, taken, machine }.Select(async i => (await _mail.Item(i)).State))]);
        await _mail.Company.Write(async db => Assert.Equal(["Hola, Ana Ruiz: ya hay luz.", "Hola, Luis Gil: ya hay luz."], await db.Outbox.OrderBy(m => m.Id).Select(m => m.Text).ToListAsync()));
        var messages = await _mail.Messages();
        Assert.Equal(2, messages.Count(m => m.CategoryId == category && m.DecidedBy == _mail.Agent.Id));
        // Who answered first, and how soon, is known of each.
        Assert.Equal(2, messages.Count(m => m.ResponseMs == 0));
        await ImportTests.AssertFigures(_mail.Workbench);
    }

    [Fact]
    public async Task What_comes_next_is_foreseen_without_being_taken()
    {
        var (first, second) = (await Taken("1@example.com", "Uno", "ana@example.com"), await Taken("2@example.com", "Dos", "luis@example.com"));
        await _mail.AsAgent(async services =>
        {
            var next = services.GetRequiredService<NextItem>();
            Assert.Equal((first, "email"), (await next.Foresee(default))!.Value);
            Assert.Equal(WorkState.Ready, (await _mail.Item(first)).State);
            Assert.Equal(first, await next.Run());
            Assert.Equal((second, "email"), (await next.Foresee(default))!.Value);
            Assert.Equal(second, await next.Run());
            Assert.Null(await next.Foresee(default));
        });
    }

    private async Task<long> Taken(string id, string subject, string from, params string[] headers) => (await _mail.Take(EmailFloor.Message(id, subject, from: from, headers: headers))).Item!.Value;
}
