using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>
/// Copies the comments of a sheet (ECMA-376 part 1, 18.7) with the notes among them: a cell has one comment, so a note is added to the one
/// that is there. Our own comments of an earlier round are left out. A conversation (author "tc=...") takes no note: Excel shows its
/// own text instead.
/// </summary>
internal sealed class CommentsCopy(XmlWriter to, string space, IReadOnlyList<Note> notes)
{
    /// <summary>Who our comments are from, by which they are known again.</summary>
    public const string Author = "BPO Workbench";

    private readonly XNamespace _space = space;
    private readonly HashSet<(int Column, int Row)> _dropped = [];
    private readonly HashSet<(int Column, int Row)> _there = [];
    private readonly List<string> _authors = [];
    private Dictionary<(int Column, int Row), Note> _open = [];
    private bool _isListed;

    /// <summary>Cells whose comments were ours and are left out.</summary>
    public IReadOnlySet<(int Column, int Row)> Dropped => _dropped;

    /// <summary>Notes that became comments of their own, in order.</summary>
    public IEnumerable<Note> New => notes.Where(n => !_there.Contains((n.Column, n.Row)));

    /// <summary>Throws InvalidDataException where what is there is not the comments of a sheet.</summary>
    public void Run(XmlReader? from)
    {
        _open = notes.ToDictionary(n => (n.Column, n.Row));
        if (from is null)
        {
            to.WriteStartElement("comments", space);
            Authors(null);
            List(null);
        }
        else
        {
            to.Start(from);
            from.Inside(() =>
            {
                switch (from.NodeType == XmlNodeType.Element ? from.LocalName : "")
                {
                    case "authors": Authors(from); break;
                    case "commentList": List(from); break;
                    default: to.WriteNode(from, false); break;
                }
            });
        }

        to.WriteEndElement();
        if (!_isListed)
        {
            throw new InvalidDataException();
        }
    }

    private void Authors(XmlReader? from)
    {
        to.WriteStartElement(from?.Prefix ?? "", "authors", space);
        from?.Inside(() =>
        {
            if (from.NodeType == XmlNodeType.Element)
            {
                var author = from.Take();
                _authors.Add(author.Value);
                to.Write(author);
            }
            else
            {
                from.Read();
            }
        });
        if (!_authors.Contains(Author))
        {
            _authors.Add(Author);
            to.Write(new XElement(_space + "author", Author));
        }

        to.WriteEndElement();
    }

    private void List(XmlReader? from)
    {
        to.WriteStartElement(from?.Prefix ?? "", "commentList", space);
        from?.Inside(() =>
        {
            if (from.NodeType == XmlNodeType.Element)
            {
                Copy(from.Take());
            }
            else
            {
                from.Read();
            }
        });
        var author = _authors.IndexOf(Author);
        _isListed = author >= 0;
        foreach (var note in New)
        {
            to.Write(new XElement(_space + "comment", new XAttribute("ref", CellName.Of(note.Column, note.Row)), new XAttribute("authorId", author), new XElement(_space + "text", Text(note.Text))));
        }

        to.WriteEndElement();
    }

    private void Copy(XElement comment)
    {
        var author = int.TryParse((string?)comment.Attribute("authorId"), NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? _authors.ElementAtOrDefault(index) : null;
        if (CellName.Parse((string?)comment.Attribute("ref")) is { } cell)
        {
            if (author == Author)
            {
                _dropped.Add(cell);
                return;
            }

            _there.Add(cell);
            if (author?.StartsWith("tc=", StringComparison.Ordinal) != true)
            {
                Change(comment, _open.GetValueOrDefault(cell));
            }
        }

        to.Write(comment);
    }

    // Takes off what an earlier round added, and adds the note. Plain text becomes a run, so that another can follow it.
    private void Change(XElement comment, Note? note)
    {
        var text = comment.Element(_space + "text");
        text?.Elements(_space + "r").Where(r => r.Value.StartsWith($"\n{Author}: ", StringComparison.Ordinal)).ToList().ForEach(r => r.Remove());
        if (text is null || note is null)
        {
            return;
        }

        if (text.Element(_space + "t") is { } plain)
        {
            plain.ReplaceWith(new XElement(_space + "r", new XElement(plain)));
        }

        var added = new XElement(_space + "r", Text($"\n{Author}: {note.Text}"));
        if (text.Elements(_space + "r").LastOrDefault() is { } last)
        {
            last.AddAfterSelf(added);
        }
        else
        {
            text.AddFirst(added);
        }
    }

    private XElement Text(string text) => new(_space + "t", new XAttribute(XNamespace.Xml + "space", "preserve"), text);
}
