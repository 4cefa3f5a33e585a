namespace BpoWorkbench.Tests.Platform.Work;

public sealed class SeasonTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Whatever_happens_nothing_is_lost_or_done_twice_and_figures_due_times_and_shares_hold(int seed)
    {
        await using var season = await RandomSeason.Begin(seed);
        try
        {
            for (var round = 0; round < 2; round++)
            {
                await season.Work(60);
                await season.Check();
            }

            var given = await season.Rush(110);
            foreach (var (client, share) in season.Shares)
            {
                Assert.All(Enumerable.Range(0, given.Count - 99), from => Assert.InRange(given.GetRange(from, 100).Count(g => g == client), share, 100));
            }

            await season.Check();
        }
        catch (Exception failure)
        {
            throw new InvalidOperationException($"Seed {seed}, after:\n{season.Story}", failure);
        }
    }
}
