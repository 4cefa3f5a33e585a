using System.Globalization;
using BpoWorkbench.Domain;
using BpoWorkbench.Domain.Clock;
using BpoWorkbench.Domain.Fields;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Features.Calendars;

/// <summary>Reads a small workbook or text file of days: the date, its name, and hours where it is not a holiday. A heading is not needed.</summary>
public static class DaysSheet
{
    public const int MostRows = 1_000;
    public const int MostBytes = 2 << 20;

    /// <exception cref="Refusal">calendar.sheet-empty; calendar.sheet-rows; calendar.sheet-row with its number; and whatever makes the file unreadable.</exception>
    public static List<DayRow> Read(Stream content, string name)
    {
        using var file = SheetFile.Open(content, name, new() { FileBytes = MostBytes, InflatedBytes = 20 << 20, HeldBytes = 20 << 20 });
        var rows = file.Rows().Where(row => row.Cells.Any(cell => !CellText.IsBlank(cell))).Take(MostRows + 2).ToList();
        if (rows.Count > MostRows + 1)
        {
            throw new Refusal("calendar.sheet-rows", MostRows);
        }

        // What stands above the first date is a heading.
        var days = rows.SkipWhile(row => DateOf(row) is null).Select(One).ToList();
        return days.Count > 0 ? days : throw new Refusal("calendar.sheet-empty");
    }

    private static DayRow One(SheetRow row)
    {
        var (name, hours) = (CellText.Of(row[1]), CellText.Of(row[2]));
        return DateOf(row) is { } date && name.Length > 0 && CalendarForm.FaultOf(hours) is null
            ? new DayRow { Date = date, Name = name, Hours = Slots.Text(Slots.Read(hours)) }
            : throw new Refusal("calendar.sheet-row", row.Number);
    }

    private static DateOnly? DateOf(SheetRow row) =>
        !CellText.IsBlank(row[0]) && DateText.Read(row[0]!, DateOrder.DayFirst).Value is { } stored ? DateOnly.ParseExact(stored, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
