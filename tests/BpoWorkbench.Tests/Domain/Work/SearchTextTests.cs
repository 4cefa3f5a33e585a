using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Work;

namespace BpoWorkbench.Tests.Domain.Work;

public sealed class SearchTextTests
{
    [Fact]
    public void An_item_whose_values_were_corrected_is_still_found_by_its_customer()
    {
        var now = new DateTime(2026, 11, 23, 9, 0, 0, DateTimeKind.Utc);
        var queue = new Queue(1, "task", "Cola");
        queue.Policies.Add(new ServicePolicy(queue, DateTime.UnixEpoch, TimeSpan.FromHours(4)));
        var item = WorkItem.Receive(queue, new Lane(1, 0, Band.Normal), now, "E-1", "Expediente 1", new() { ["calle"] = "Sol" }, new Customer(1, "K") { Name = "Nieves Arrabal" }, null);

        item.ChangeFields(new Dictionary<string, string> { ["calle"] = "Luna" }, 7, now);

        Assert.Equal("e-1 expediente 1 nieves arrabal luna", item.SearchText);
    }
}
