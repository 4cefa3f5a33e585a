using BpoWorkbench.Shared;
using Bunit;
using Microsoft.AspNetCore.Components.Forms;

namespace BpoWorkbench.Tests.Shared;

public sealed class FieldTests : ComponentTest
{
    private readonly Example _model = new();

    [Fact]
    public void The_label_and_the_help_belong_to_the_input()
    {
        var field = Show();
        var input = field.Find("input");
        Assert.Equal(input.Id, field.Find("label").GetAttribute("for"));
        Assert.Equal("As on the bill", field.Find("#" + input.GetAttribute("aria-describedby")).TextContent);
        Assert.False(input.HasAttribute("aria-invalid"));
    }

    [Fact]
    public void An_error_of_the_form_is_tied_to_the_input_and_goes_when_mended()
    {
        var form = new EditContext(_model);
        var messages = new ValidationMessageStore(form);
        var field = Show(form);
        messages.Add(form.Field(nameof(Example.Name)), "Give it a name.");
        form.NotifyValidationStateChanged();

        field.WaitForAssertion(() =>
        {
            var input = field.Find("input");
            Assert.Equal("true", input.GetAttribute("aria-invalid"));
            Assert.Contains("Give it a name.", field.Find($"#{input.GetAttribute("aria-describedby")!.Split(' ')[0]}").TextContent, StringComparison.Ordinal);
        });

        messages.Clear();
        form.NotifyValidationStateChanged();
        field.WaitForAssertion(() => Assert.Empty(field.FindAll(".error")));
    }

    [Fact]
    public void A_date_inside_finds_its_label_by_itself()
    {
        var field = Render<Field>(p => p.Add(f => f.Label, "Ends on").Add(f => f.ChildContent, _ => builder =>
        {
            builder.OpenComponent<DateInput>(0);
            builder.AddComponentParameter(1, nameof(DateInput.Value), (DateOnly?)new DateOnly(2026, 11, 30));
            builder.CloseComponent();
        }));
        var input = field.Find("input");
        Assert.Equal(field.Find("label").GetAttribute("for"), input.Id);
        Assert.Equal("2026-11-30", input.GetAttribute("value"));
    }

    [Fact]
    public void A_moment_is_typed_in_the_zone_and_kept_in_utc()
    {
        DateTime? kept = null;
        var input = Render<MomentInput>(p => p.Add(m => m.Value, Now).Add(m => m.ValueChanged, value => kept = value)).Find("input");
        Assert.Equal("2026-11-22T14:05", input.GetAttribute("value"));
        input.Change("2026-07-01T09:30");
        Assert.Equal(new DateTime(2026, 7, 1, 7, 30, 0, DateTimeKind.Utc), kept);
    }

    private IRenderedComponent<Field> Show(EditContext? form = null) => Render<Field>(p => p
        .Add(f => f.Label, "Name").Add(f => f.Help, "As on the bill").Add(f => f.For, () => _model.Name)
        .AddCascadingValue(form ?? new EditContext(_model))
        .Add(f => f.ChildContent, ids => builder =>
        {
            builder.OpenElement(0, "input");
            builder.AddMultipleAttributes(1, ids.Attributes);
            builder.CloseElement();
        }));

    private sealed class Example
    {
        public string? Name { get; set; }
    }
}
