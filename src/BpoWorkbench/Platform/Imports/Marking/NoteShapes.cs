using System.Globalization;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>
/// Copies the shapes of a sheet (VML, ECMA-376 part 4, 19) with one for each new comment, hidden until the mouse is over its cell. What is
/// there is copied as text and not as XML, which the shapes of form controls are not always.
/// </summary>
internal sealed partial class NoteShapes(TextWriter to)
{
    private const string ShapeEnd = "</v:shape>";
    private const string End = "</xml>";
    private const int LongestShape = 4 << 20;
    private const int ShapesPerList = 1024;

    private const string Spaces = """xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:x="urn:schemas-microsoft-com:office:excel" """;

    private int _last = ShapesPerList;
    private bool _hasType;
    private bool? _hasSpaces;

    /// <summary>Shapes for the notes, and none for the comments left out. Throws InvalidDataException where what is there has no end.</summary>
    public void Run(TextReader? from, IReadOnlyCollection<Note> notes, IReadOnlySet<(int Column, int Row)> dropped)
    {
        var rest = from is null ? Beginning(notes.Count) : Copy(from, dropped);
        var end = rest.LastIndexOf(End, StringComparison.Ordinal);
        if (end < 0)
        {
            throw new InvalidDataException();
        }

        to.Write(rest.AsSpan(0, end));
        if (!_hasType && notes.Count > 0)
        {
            to.Write($"""<v:shapetype {Declared}id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>""");
        }

        foreach (var note in notes)
        {
            to.Write(Shape(note, ++_last));
        }

        to.Write(rest.AsSpan(end));
    }

    // Some programs declare prefixes where they use them, and not once for all.
    private string Declared => _hasSpaces == false ? Spaces : "";

    private static string Beginning(int notes) => string.Create(CultureInfo.InvariantCulture, $"""
        <xml {Spaces}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="{string.Join(',', Enumerable.Range(1, (notes / ShapesPerList) + 1))}"/></o:shapelayout></xml>
        """);

    /// <summary>Copies all that is followed by the end of a shape; gives what comes after.</summary>
    private string Copy(TextReader from, IReadOnlySet<(int Column, int Row)> dropped)
    {
        var held = new char[1 << 16];
        var length = 0;
        var looked = 0;
        while (true)
        {
            var found = held.AsSpan(looked, length - looked).IndexOf(ShapeEnd);
            if (found >= 0)
            {
                var end = looked + found + ShapeEnd.Length;
                CopyShape(new string(held, 0, end), dropped);
                held.AsSpan(end, length - end).CopyTo(held);
                (length, looked) = (length - end, 0);
                continue;
            }

            looked = Math.Max(0, length - ShapeEnd.Length + 1);
            if (length == held.Length)
            {
                Array.Resize(ref held, length <= LongestShape ? length * 2 : throw new InvalidDataException());
            }

            var read = from.Read(held, length, held.Length - length);
            if (read == 0)
            {
                var rest = new string(held, 0, length);
                Look(rest);
                return rest;
            }

            length += read;
        }
    }

    // The shape is the last thing in the piece.
    private void CopyShape(string piece, IReadOnlySet<(int Column, int Row)> dropped)
    {
        Look(piece);
        var start = ShapeStart().Matches(piece) is { Count: > 0 } starts ? starts[^1].Index : piece.Length;
        var isDropped = dropped.Count > 0 && IsNote().IsMatch(piece, start)
            && Number(Column(), piece, start) is { } column && Number(Row(), piece, start) is { } row && dropped.Contains((column, row + 1));
        to.Write(isDropped ? piece.AsSpan(0, start) : piece);
    }

    private void Look(string piece)
    {
        _hasType |= TextBox().IsMatch(piece);
        _hasSpaces ??= Root().Match(piece).Value is var root && Spaces.Split(' ', StringSplitOptions.RemoveEmptyEntries).All(space => root.Contains(space, StringComparison.Ordinal));
        foreach (var match in Id().EnumerateMatches(piece))
        {
            _last = Math.Max(_last, int.Parse(piece.AsSpan(match.Index, match.Length)["_x0000_s".Length..], CultureInfo.InvariantCulture));
        }
    }

    private static int? Number(Regex pattern, string piece, int start) =>
        pattern.Match(piece, start) is { Success: true } match ? int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : null;

    private string Shape(Note note, int id)
    {
        // Beside the cell, and inside the sheet.
        var left = Math.Min(note.Column + 1, CellName.MostColumns - 4);
        var top = Math.Clamp(note.Row - 2, 0, CellName.MostRows - 6);
        return string.Create(CultureInfo.InvariantCulture, $"""
            <v:shape {Declared}id="_x0000_s{id}" type="#_x0000_t202" style="position:absolute;width:220pt;height:75pt;z-index:{id};visibility:hidden" fillcolor="#ffffe1" o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/><v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:Anchor>{left}, 15, {top}, 2, {left + 3}, 15, {top + 5}, 2</x:Anchor><x:AutoFill>False</x:AutoFill><x:Row>{note.Row - 1}</x:Row><x:Column>{note.Column}</x:Column></x:ClientData></v:shape>
            """);
    }

    [GeneratedRegex("<xml[^>]*>")]
    private static partial Regex Root();

    [GeneratedRegex("""<v:shape[\s>]""")]
    private static partial Regex ShapeStart();

    [GeneratedRegex("""ObjectType\s*=\s*["']Note["']""")]
    private static partial Regex IsNote();

    [GeneratedRegex(@"<(?:\w+:)?Column>\s*(\d{1,9})\s*<")]
    private static partial Regex Column();

    [GeneratedRegex(@"<(?:\w+:)?Row>\s*(\d{1,9})\s*<")]
    private static partial Regex Row();

    [GeneratedRegex("""\bid\s*=\s*["']_x0000_t202["']""")]
    private static partial Regex TextBox();

    [GeneratedRegex(@"_x0000_s\d{1,9}")]
    private static partial Regex Id();
}
