using AngleSharp.Dom;
using BpoWorkbench.Features.Figures;
using BpoWorkbench.Platform.Search;
using BpoWorkbench.Tests.Shared;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BpoWorkbench.Tests.Features.Figures;

public sealed class FigureFiltersTests : ComponentTest
{
    private static readonly FigureChoices Choices = new([("1", "Iberluz"), ("2", "Telecom")], [("7", "Altas")], [("3", "Mañana")], [("11", "Ana"), ("12", "Luis")]);

    [Fact]
    public void A_team_and_an_agent_are_chosen_by_name_beside_the_other_filters()
    {
        var filters = Show(new FigureQuery { Team = ItemFilter.NoTeam, Person = 12 });

        Assert.Equal(["Periodo", "Por", "Empresa", "Cola", "Equipo", "Agente"], filters.FindAll("label > span").Select(label => label.TextContent));
        Assert.Equal([("", "Todos"), ("3", "Mañana"), ("0", "Sin equipo")], Options(Picker(filters, "Equipo")));
        Assert.Equal([("", "Todos"), ("11", "Ana"), ("12", "Luis")], Options(Picker(filters, "Agente")));
        Assert.Equal(("0", "12"), (Picker(filters, "Equipo").GetAttribute("value"), Picker(filters, "Agente").GetAttribute("value")));
    }

    [Fact]
    public void Who_is_chosen_stands_in_the_address_with_the_rest()
    {
        Assert.Equal("?by=quarter&client=1&queue=7&team=3&person=12", Choose("?by=quarter&client=1&queue=7&team=3&person=11", "Agente", "12"));
        Assert.Equal("?by=quarter&team=3", Choose("?by=quarter&team=3&person=11", "Agente", ""));
    }

    [Fact]
    public void Another_team_has_other_people_and_another_client_other_teams()
    {
        Assert.Equal("?by=quarter&client=1&queue=7&team=0", Choose("?by=quarter&client=1&queue=7&team=3&person=11", "Equipo", "0"));
        Assert.Equal("?by=quarter&client=2", Choose("?by=quarter&client=1&queue=7&team=3&person=11", "Empresa", "2"));
    }

    [Fact]
    public void Without_teams_there_is_none_to_choose() =>
        Assert.DoesNotContain("Equipo", Show(new FigureQuery(), Choices with { Teams = [] }).FindAll("label > span").Select(label => label.TextContent));

    private string Choose(string address, string label, string value)
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo($"/figures{address}");
        Picker(Show(new FigureQuery()), label).Change(value);
        return new Uri(navigation.Uri).Query;
    }

    private static IElement Picker(IRenderedComponent<FigureFilters> filters, string label) =>
        filters.FindAll("label").Single(l => l.FirstElementChild!.TextContent == label).QuerySelector("select")!;

    private static IEnumerable<(string? Value, string Text)> Options(IElement picker) => picker.QuerySelectorAll("option").Select(o => (o.GetAttribute("value"), o.TextContent));

    private IRenderedComponent<FigureFilters> Show(FigureQuery query, FigureChoices? choices = null) =>
        Render<FigureFilters>(p => p.Add(f => f.Query, query).Add(f => f.Choices, choices ?? Choices));
}
