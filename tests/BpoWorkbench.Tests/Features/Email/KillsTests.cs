using BpoWorkbench.Tests.Platform.Imports;
using BpoWorkbench.Tests.Support;

namespace BpoWorkbench.Tests.Features.Email;

/// <summary>Killed at any moment, no mail is lost and none leaves twice.</summary>
public sealed class KillsTests
{
    [Fact]
    public async Task Killed_while_mail_comes_in_and_goes_out_nothing_is_lost_and_nothing_is_sent_twice()
    {
        var directory = Directory.CreateTempSubdirectory("bpo-mail-kills-").FullName;
        await using var killing = new MailKills(5);
        await using (var first = await Workbench.Start(new() { DataDirectory = directory, Scheduled = false }))
        {
            var company = await Company.Add(first, "Iberluz Energía", "IBER");
            var house = await Company.Person(first, "Marta Ruiz", "marta@example.com", (null, BpoWorkbench.Tenancy.Role.Administrator));
            await killing.SetUp(first.Services, company.Id, house.Id, TimeProvider.System.GetUtcNow().UtcDateTime);
        }

        await killing.Kill([$"--Data:Directory={directory}", .. await PostgresServer.Arguments(directory)]);
        await using (var again = await Workbench.Start(new() { DataDirectory = directory, Scheduled = false }))
        {
            var found = await killing.Look(again.Services);
            Assert.True(found.Acknowledged >= 5, $"{found}");
            Assert.Equal((0, 0, 0, 0, 0), (found.Lost, found.Twice, found.SentTwice, found.Untrue, found.Others));
            Assert.Equal(found.Letters, found.Sent + found.Uncertain + found.Unsent);
            Assert.True(found.Sent > 0, $"{found}");
            await ImportTests.AssertFigures(again);
        }

        await PostgresServer.Drop(directory);
        Directory.Delete(directory, recursive: true);
    }
}
