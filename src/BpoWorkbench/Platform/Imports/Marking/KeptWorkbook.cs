using System.Text;
using BpoWorkbench.Platform.Imports.Reading;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>The same workbook, marked: one sheet, its comments and the cell formats are written anew, everything else is copied.</summary>
internal sealed class KeptWorkbook : IDisposable
{
    private readonly WorkbookParts _parts;
    private readonly MarkedSheet _marked;
    private readonly string _sheet;
    private readonly Relations _workbook;
    private readonly Relations _relations;
    private readonly SheetSurvey _survey;
    private readonly CellStyles _styles;
    private readonly Notes _notes = new();
    private readonly List<(string Part, string Type)> _added = [];
    private readonly string _office;

    /// <summary>Throws InvalidDataException or XmlException where the workbook is not what it should be.</summary>
    public KeptWorkbook(Stream original, MarkedSheet marked, Stream target, ReadingLimits limits)
    {
        _parts = new WorkbookParts(original, target, limits);
        _marked = marked;
        _workbook = _parts.RelationsOf(OpenXml.Workbook);
        _sheet = _workbook.TargetOf(SheetId(marked.Sheet)) is { } name && _parts.Has(name) ? name : throw new InvalidDataException();
        _relations = _parts.RelationsOf(_sheet);
        using var sheet = _parts.Read(_sheet)!;
        _survey = SheetSurvey.Of(sheet, marked, new SharedTexts(_parts, _workbook.Target("sharedStrings")), _relations.Targets("table").Select(RangeOf));
        _office = OpenXml.OfficeOf(_survey.Space);
        using var styles = _parts.Read(_workbook.Target("styles")) ?? PartXml.Read(StylesCopy.None);
        _styles = CellStyles.Of(styles);
    }

    public async Task<MarkedFile> Write(IAsyncEnumerator<RowMarks> problems, CancellationToken stop)
    {
        var shapesId = _survey.Shapes ?? _relations.FreeId("marks");
        await WriteSheet(problems, shapesId, stop);
        WriteComments(shapesId);
        WriteStyles();
        WriteRelations(_relations);
        WriteRelations(_workbook);
        var file = WriteContentTypes();
        await _parts.CopyTheRest(stop);
        return file;
    }

    public void Dispose() => _parts.Dispose();

    private async Task WriteSheet(IAsyncEnumerator<RowMarks> problems, string shapesId, CancellationToken stop)
    {
        using var from = _parts.Read(_sheet)!;
        using var to = _parts.WriteXml(_sheet);
        var rows = new MarkedRowCopy(_survey, _marked, _styles, _notes);
        await new SheetCopy(from, to, _survey, _marked, rows).Run(problems, shapesId, stop);
    }

    private void WriteComments(string shapesId)
    {
        var there = _relations.Target("comments");
        if (_notes.All.Count == 0 && !_parts.Has(there))
        {
            return;
        }

        CommentsCopy comments;
        using (var from = _parts.Read(there))
        using (var to = _parts.WriteXml(there ?? Add("comments", "xl/comments{0}.xml", OpenXml.CommentsType, _relations.FreeId("marks"))))
        {
            comments = new CommentsCopy(to, _survey.Space, _notes.All);
            comments.Run(from);
        }

        var shapes = _relations.TargetOf(_survey.Shapes);
        if (_notes.All.Count == 0 && !_parts.Has(shapes))
        {
            return;
        }

        using var shapesThere = _parts.Open(shapes) is { } stream ? new StreamReader(stream) : null;
        using var copy = new StreamWriter(_parts.Write(shapes ?? Add("vmlDrawing", "xl/drawings/vmlDrawing{0}.vml", OpenXml.ShapesType, shapesId)), new UTF8Encoding(false));
        new NoteShapes(copy).Run(shapesThere, shapes is null ? _notes.All : [.. comments.New], comments.Dropped);
    }

    private void WriteStyles()
    {
        var there = _workbook.Target("styles");
        using var from = _parts.Read(there) ?? PartXml.Read(StylesCopy.None);
        if (!_parts.Has(there))
        {
            there = _parts.FreeName("xl/styles{0}.xml");
            _workbook.Add(_workbook.FreeId("marks"), _office, "styles", there);
            _added.Add((there, OpenXml.StylesType));
        }

        using var to = _parts.WriteXml(there!);
        new StylesCopy(from, to, _styles).Run();
    }

    private void WriteRelations(Relations relations)
    {
        if (relations.HasGrown)
        {
            using var from = _parts.Read(relations.Name);
            using var to = _parts.WriteXml(relations.Name);
            relations.Write(from, to);
        }
    }

    private MarkedFile WriteContentTypes()
    {
        using (var from = _parts.Read(OpenXml.ContentTypes) ?? throw new InvalidDataException())
        using (var to = _parts.WriteXml(OpenXml.ContentTypes))
        {
            new ContentTypesCopy(from).Write(to, _added);
        }

        using var types = _parts.Read(OpenXml.ContentTypes)!;
        return FileTypes.Of(new ContentTypesCopy(types).Find(OpenXml.Workbook));
    }

    private string Add(string kind, string pattern, string type, string id)
    {
        var part = _parts.FreeName(pattern);
        _relations.Add(id, _office, kind, part);
        _added.Add((part, type));
        return part;
    }

    private string? SheetId(int index)
    {
        using var from = _parts.Read(OpenXml.Workbook) ?? throw new InvalidDataException();
        return SheetList.Id(from, index);
    }

    private string? RangeOf(string table)
    {
        using var from = _parts.Read(table);
        return from?.GetAttribute("ref");
    }
}
