using System.Xml;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>One relation of a part. Kind is the last word of its type; Target is the name of the part it leads to.</summary>
internal sealed record Relation(string Id, string Kind, string Target);

/// <summary>What a part leads to (ECMA-376 part 2, 6.5).</summary>
internal sealed class Relations(string part)
{
    private readonly List<Relation> _known = [];
    private readonly HashSet<string> _ids = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(Relation Relation, string Type)> _added = [];

    /// <summary>The part that says so.</summary>
    public string Name { get; } = $"{part[..(part.LastIndexOf('/') + 1)]}_rels/{part[(part.LastIndexOf('/') + 1)..]}.rels";

    public bool HasGrown => _added.Count > 0;

    public string? Target(string kind) => Targets(kind).FirstOrDefault();

    public IEnumerable<string> Targets(string kind) => _known.Where(r => r.Kind == kind).Select(r => r.Target);

    public string? TargetOf(string? id) => _known.Find(r => r.Id == id)?.Target;

    public void Read(XmlReader from) => from.Inside(() =>
    {
        if (from.Is("Relationship", OpenXml.Relationship) && from.GetAttribute("Id") is { } id)
        {
            _ids.Add(id);
            if (from.GetAttribute("TargetMode") != "External" && from.GetAttribute("Type") is { } type && from.GetAttribute("Target") is { } target)
            {
                _known.Add(new Relation(id, type[(type.LastIndexOf('/') + 1)..], Resolve(target)));
            }
        }

        from.Skip();
    });

    /// <summary>An id that the part uses for nothing yet.</summary>
    public string FreeId(string start)
    {
        var number = 1;
        while (!_ids.Add($"{start}{number}"))
        {
            number++;
        }

        return $"{start}{number}";
    }

    public void Add(string id, string office, string kind, string target)
    {
        var relation = new Relation(id, kind, target);
        _known.Add(relation);
        _added.Add((relation, $"{office}/{kind}"));
    }

    /// <summary>Copies what was there, and what was added; without a reader there was nothing.</summary>
    public void Write(XmlReader? from, XmlWriter to)
    {
        to.WriteStartElement("Relationships", OpenXml.Relationship);
        from?.Inside(() => to.WriteNode(from, false));
        foreach (var (relation, type) in _added)
        {
            to.WriteStartElement("Relationship", OpenXml.Relationship);
            to.WriteAttributeString("Id", relation.Id);
            to.WriteAttributeString("Type", type);
            to.WriteAttributeString("Target", "/" + relation.Target);
            to.WriteEndElement();
        }

        to.WriteEndElement();
    }

    // Absolute from the package, or relative to the part.
    private string Resolve(string target)
    {
        var steps = target.StartsWith('/') ? [] : part.Split('/')[..^1].ToList();
        foreach (var step in target.Split('/'))
        {
            if (step == ".." && steps.Count > 0)
            {
                steps.RemoveAt(steps.Count - 1);
            }
            else if (step is not ("" or "." or ".."))
            {
                steps.Add(step);
            }
        }

        return string.Join('/', steps);
    }
}
