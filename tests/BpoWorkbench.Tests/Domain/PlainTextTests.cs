using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Fields;

namespace BpoWorkbench.Tests.Domain;

public sealed class PlainTextTests
{
    // The first of the two halves of a character.
    private const char Half = (char)0xD83D;

    [Fact]
    public void A_cell_holds_what_every_database_takes()
    {
        Assert.Equal("José María", CellText.Of("\0José\0María\0"));
        Assert.Equal("cortado \uFFFD", CellText.Of($"cortado {Half}"));
        Assert.Equal("entero 😀", CellText.Of("entero 😀"));
    }

    [Fact]
    public void Whatever_is_typed_can_be_looked_for()
    {
        Assert.Equal("pe dro", TextFolding.Fold("Pe\0dro"));
        Assert.Equal("\uFFFD nandu", TextFolding.Fold($"{Half} Ñandú"));
    }
}
