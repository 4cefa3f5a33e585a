using BpoWorkbench.Features.Imports;

namespace BpoWorkbench.Tests.Features.Imports;

public sealed class ImportSheetTests
{
    [Fact]
    public void The_pace_of_an_import_is_told_once_enough_rows_are_read_to_know_it()
    {
        Assert.Null(ImportSheet.Pace(50, TimeSpan.FromSeconds(3)));
        Assert.Equal(1_000, ImportSheet.Pace(5_000, TimeSpan.FromSeconds(5)));
    }
}
