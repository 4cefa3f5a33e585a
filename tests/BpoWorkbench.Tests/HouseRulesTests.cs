using System.Reflection;
using System.Text.RegularExpressions;
using BpoWorkbench.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;

namespace BpoWorkbench.Tests;

/// <summary>How the house is built: who may use whom, how large things grow, what they are called.</summary>
public sealed partial class HouseRulesTests
{
    private static readonly string[] OtherPeoplesFrameworks = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Quartz", "Radzen"];

    private static readonly string[] EmptyWords = ["Service", "Services", "Manager", "Helper", "Helpers", "Util", "Utils", "Dto"];

    private static readonly string[] TopLevel = ["src", "tests", "docs", "data", "BpoWorkbench.sln", "appsettings.json", "global.json", "README.md", "LICENSE"];

    private static IEnumerable<Type> Components => TypeUses.Ours.Where(type => type.IsAssignableTo(typeof(IComponent)) && !type.IsInterface);

    [Fact]
    public void A_feature_uses_no_other_feature() => None(
        TypeUses.All.Where(use => TypeUses.Feature(use.User) is { } user && TypeUses.Feature(use.Used) is { } used && user != used),
        "Move what both need to Domain, Platform or Shared.");

    [Fact]
    public void A_feature_names_no_other_feature() => None(
        from file in SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
        let feature = FeatureFolder().Match(file.InProduct).Groups[1].Value
        where feature.Length > 0
        from Match mention in FeatureMention().Matches(file.Text)
        where mention.Groups[1].Value != feature
        select $"{file.Path} names {mention.Value}",
        "Move what both need to Domain, Platform or Shared.");

    [Fact]
    public void Only_the_program_itself_knows_the_features() => None(
        TypeUses.All.Where(use => TypeUses.Feature(use.Used) is not null && TypeUses.Feature(use.User) is null && TypeUses.Folder(use.User) is { Length: > 0 }),
        "Let the feature register what it brings in its own <Name>Feature.cs.");

    [Fact]
    public void The_domain_stands_alone() => None(
        TypeUses.All.Where(use => TypeUses.IsIn(use.User, "Domain") && !TypeUses.IsIn(use.Used, "Domain")
            && (TypeUses.Folder(use.Used) is not null
                || OtherPeoplesFrameworks.Any(framework => use.Used.Namespace?.StartsWith(framework, StringComparison.Ordinal) == true))),
        "The domain knows neither our other folders nor EF, Razor or Quartz; hand it what it needs as an argument.");

    [Fact]
    public void A_namespace_is_its_folder() => None(
        from file in SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
        from Match declared in Namespace().Matches(file.Text)
        let space = declared.Groups[1].Value
        let folder = $"BpoWorkbench/{Path.GetDirectoryName(file.InProduct)}".TrimEnd('/').Replace('/', '.')
        let partOfOuterType = Path.GetFileNameWithoutExtension(file.InProduct).Contains('.', StringComparison.Ordinal) && folder.StartsWith(space + ".", StringComparison.Ordinal)
        where space != folder && !partOfOuterType
        select $"{file.Path} declares {space}",
        "Name the namespace after the folder; only a partial (WorkbenchDb.Migrating.cs) may lie in a folder below its type.");

    [Fact]
    public void A_name_says_what_a_type_does() => None(
        TypeUses.Ours.Where(type => EmptyWords.Any(word => type.Name.Split('`')[0].EndsWith(word, StringComparison.OrdinalIgnoreCase))),
        "A use case is named by a verb phrase (ReturnItem), a read by a noun (QueueBoard).");

    [Fact]
    public void An_interface_has_more_than_one_implementation() => None(
        from contract in TypeUses.Ours
        where contract.IsInterface
        let classes = TypeUses.Ours.Where(type => !type.IsInterface && !type.IsAbstract && type.GetInterfaces().Any(own => own == contract || (own.IsGenericType && own.GetGenericTypeDefinition() == contract))).ToList()
        where classes.Count < 2
        select $"{contract.FullName} has {classes.Count} ({string.Join(", ", classes.Select(type => type.Name))})",
        "Use the class itself.");

    [Fact]
    public void A_component_is_one_file_of_at_most_150_lines() => None(
        SourceTree.Files("*.razor").Where(file => file.Lines > 150).Select(file => $"{file.Path}: {file.Lines} lines")
            .Concat(SourceTree.Files("*.razor.cs").Select(file => file.Path)),
        "Make a child component or a plain class of a part of it, not a code-behind.");

    [Fact]
    public void A_component_is_given_at_most_three_things_of_ours() => None(
        from component in Components
        let given = Injected(component).Where(type => TypeUses.Folder(type) is not null).ToList()
        where given.Count > 3
        select $"{component.FullName} is given {string.Join(", ", given.Select(type => type.Name))}",
        "Join them in one use case or read, or split the component.");

    [Fact]
    public void A_component_does_not_touch_the_database() => None(
        TypeUses.All.Where(use => use.User.IsAssignableTo(typeof(IComponent))
            && (use.Used.IsAssignableTo(typeof(DbContext)) || use.Used == typeof(IDbContextFactory<>))),
        "Ask a read (a noun) or a use case (a verb phrase) instead.");

    [Fact]
    public void A_page_is_called_page() => None(
        Components.Where(type => type.IsDefined(typeof(RouteAttribute)) && !type.Name.EndsWith("Page", StringComparison.Ordinal)),
        "A component with a route ends in Page.");

    [Fact]
    public void The_program_stays_under_60_lines() => None(
        SourceTree.Files("Program.cs").Where(file => file.Lines >= 60).Select(file => $"{file.Path}: {file.Lines} lines"),
        "One line per feature; the rest belongs into the feature's own <Name>Feature.cs.");

    [Fact]
    public void A_lifted_filter_is_named() => None(
        from file in SourceTree.Files(SourceTree.Root, "*.cs").Concat(SourceTree.Files("*.razor"))
        where UnnamedFilter().IsMatch(file.Text)
        select file.Path,
        "IgnoreQueryFilters without a name opens the wall between clients; name the filter to lift.");

    [Fact]
    public void The_wall_between_clients_is_lifted_nowhere() => None(
        from file in SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
        where LiftedWall().IsMatch(file.Text)
        select file.Path,
        "Row-level security stays, and PostgreSQL would show nothing: what is told of every client is a view (EveryoneViews).");

    [Fact]
    public void Only_the_database_folders_know_a_database() => None(
        from file in SourceTree.Files("*.cs").Concat(SourceTree.Files("*.razor"))
        where !file.InProduct.StartsWith("Data/Sqlite/", StringComparison.Ordinal) && !file.InProduct.StartsWith("Data/Postgres/", StringComparison.Ordinal)
            && !file.InProduct.StartsWith("Data/Migrations/", StringComparison.Ordinal) && file.InProduct != "Data/DataFeature.cs"
            && DatabaseName().IsMatch(file.Text)
        select file.Path,
        "Put what only one database does into its Engine.");

    [Fact]
    public void Components_that_need_mending_are_used_through_shared() => None(
        from file in SourceTree.Files("*.razor")
        where !file.InProduct.StartsWith("Shared/", StringComparison.Ordinal)
        from Match bare in BareComponent().Matches(file.Text)
        select $"{file.Path}: {bare.Value[1..]}",
        "As it comes it is not accessible; use the wrapper in Shared.");

    [Fact]
    public void A_chart_leaves_its_legend_to_shared() => None(
        from file in SourceTree.Files("*.razor")
        let charts = Regex.Count(file.Text, @"<RadzenChart\b")
        let legends = Regex.Count(file.Text, @"<RadzenLegend\b")
        let hidden = Regex.Count(file.Text, @"<RadzenLegend\s+Visible=""@?false""")
        where hidden < Math.Max(charts, legends)
        select $"{file.Path}: {charts} charts, {hidden} hidden legends",
        "The chart's own legend is not accessible: put <RadzenLegend Visible=\"false\" /> into each chart and the Legend of Shared beside it.");

    [Fact]
    public void The_readme_stays_under_150_lines() => None(
        SourceTree.Files(SourceTree.Root, "README.md").Where(file => file.Path == "README.md" && file.Lines >= 150).Select(file => $"{file.Lines} lines"),
        "Cut it; what a page needs to explain belongs on the page.");

    [Fact]
    public void The_top_level_holds_nothing_else() => None(
        new DirectoryInfo(SourceTree.Root).EnumerateFileSystemInfos().Select(entry => entry.Name)
            .Where(name => !name.StartsWith('.') && !TopLevel.Contains(name)),
        "Move it below src, tests or docs.");

    private static void None<T>(IEnumerable<T> found, string advice)
    {
        var lines = found.Select(item => item is Type type ? type.FullName : item?.ToString()).Order(StringComparer.Ordinal).ToList();
        Assert.True(lines.Count == 0, $"{advice}\n{string.Join('\n', lines)}");
    }

    private static IEnumerable<Type> Injected(Type component)
    {
        var constructor = component.GetConstructors().SelectMany(made => made.GetParameters()).Select(parameter => parameter.ParameterType);
        for (var type = component; type is not null; type = type.BaseType)
        {
            constructor = constructor.Concat(type.GetProperties(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.DeclaredOnly)
                .Where(property => property.IsDefined(typeof(InjectAttribute)))
                .Select(property => property.PropertyType));
        }

        return constructor;
    }

    [GeneratedRegex(@"^Features/([^/]+)/")]
    private static partial Regex FeatureFolder();

    [GeneratedRegex(@"\bBpoWorkbench\.Features\.(\w+)")]
    private static partial Regex FeatureMention();

    [GeneratedRegex(@"^\s*@?namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"\bIgnoreQueryFilters\s*(<[^>]*>)?\(\s*\)")]
    private static partial Regex UnnamedFilter();

    [GeneratedRegex(@"\bIgnoreQueryFilters\(\[[^\]]*Wall\.")]
    private static partial Regex LiftedWall();

    [GeneratedRegex(@"\busing (Npgsql|Microsoft\.Data\.Sqlite|BpoWorkbench\.Data\.(Sqlite|Postgres))\b|\b(Use|Is)(Npgsql|Sqlite)\(|sqlite_|pg_\w+\(")]
    private static partial Regex DatabaseName();

    [GeneratedRegex("<Radzen(DatePicker|Upload|CheckBox|CheckBoxList|ProgressBar|ProgressBarCircular)\\b")]
    private static partial Regex BareComponent();
}
