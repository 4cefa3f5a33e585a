using System.Text;
using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>Lays steps through HTML out as lines of plain text.</summary>
internal sealed partial class TextLayout
{
    private readonly StringBuilder _text = new();
    private readonly Stack<int> _lists = [];
    private readonly Stack<(string? Address, int From)> _links = [];
    private int _quoted;
    private int _pre;
    private int _breaks;
    private bool _space;
    private bool _cell;

    public int Length => _text.Length;

    public override string ToString() => _text.ToString();

    public void Add(HtmlPiece piece)
    {
        if (piece.Step == HtmlStep.Text)
        {
            Words(piece.Name);
        }
        else if (piece.Step is HtmlStep.Start)
        {
            Start(piece);
        }
        else if (piece.Step is HtmlStep.End)
        {
            End(piece.Name);
        }
    }

    private void Start(HtmlPiece piece)
    {
        switch (piece.Name)
        {
            case "br":
                _breaks++;
                _space = _cell = false;
                return;
            case "td" or "th":
                _cell = _text.Length > 0 && _breaks == 0;
                return;
            case "img":
                Words(piece["alt"] is { Length: > 0 and <= 200 } alt ? $"[{alt}]" : "");
                return;
            case "a":
                _links.Push((piece["href"] is { } href ? SafeLink.Of(href)?.Address : null, _text.Length));
                return;
        }

        Break(piece.Name, _lists.Count == 0);
        switch (piece.Name)
        {
            case "hr":
                Words("----------");
                Break("hr", false);
                break;
            case "ol" or "ul":
                _lists.Push(piece.Name == "ol" ? 1 : 0);
                break;
            case "li":
                var number = _lists.TryPop(out var next) ? next : 0;
                _lists.Push(number == 0 ? 0 : number + 1);
                Words(number == 0 ? "- " : $"{number}. ");
                break;
            case "blockquote":
                _quoted++;
                break;
            case "pre":
                _pre++;
                break;
        }
    }

    private void End(string name)
    {
        Break(name, _lists.Count == 1);
        switch (name)
        {
            case "a" when _links.TryPop(out var link) && link.Address is not null && _text.Length > link.From:
                var said = _text.ToString(link.From, _text.Length - link.From).Trim();
                var bare = Bare(link.Address);
                if (said.Length > 0 && Bare(said) != bare)
                {
                    _text.Append(" <").Append(link.Address).Append('>');
                }

                break;
            case "ol" or "ul":
                _lists.TryPop(out _);
                break;
            case "blockquote":
                _quoted = Math.Max(0, _quoted - 1);
                break;
            case "pre":
                _pre = Math.Max(0, _pre - 1);
                break;
        }
    }

    /// <summary>Paragraphs, headings and lists stand apart by an empty line, other blocks by the end of a line.</summary>
    private void Break(string name, bool outermost)
    {
        if (name is not ("td" or "th") && AllowedHtml.IsBlock(name))
        {
            _breaks = Math.Max(_breaks, name is "p" or "h1" or "h2" or "h3" or "h4" or "h5" or "h6" or "blockquote" or "pre" || (name is "ul" or "ol" && outermost) ? 2 : 1);
            _space = _cell = false;
        }
    }

    private void Words(string words)
    {
        foreach (var c in words)
        {
            if (_pre > 0 && c is '\n')
            {
                _breaks++;
            }
            else if (char.IsWhiteSpace(c) && _pre == 0)
            {
                _space = true;
            }
            else if (c is not ('\0' or '\r' or '\u00AD' or '\u034F' or '\u200B' or '\u200C' or '\u2060' or '\uFEFF'))
            {
                Letter(c);
            }
        }
    }

    private void Letter(char c)
    {
        if (_breaks > 0 || _text.Length == 0)
        {
            var quote = string.Concat(Enumerable.Repeat("> ", Math.Min(_quoted, 10)));
            for (var i = _text.Length == 0 ? 0 : Math.Min(_breaks, 2); i > 1; i--)
            {
                _text.Append('\n').Append(quote.TrimEnd());
            }

            _text.Append(_text.Length == 0 ? "" : "\n").Append(quote);
        }
        else if (_cell)
        {
            _text.Append(" | ");
        }
        else if (_space)
        {
            _text.Append(' ');
        }

        _breaks = 0;
        _space = _cell = false;
        _text.Append(c);
    }

    private static string Bare(string address) => Prefix().Replace(address, "").TrimEnd('/').ToLowerInvariant();

    [GeneratedRegex(@"^\s*(https?://|mailto:|tel:)?(www\.)?", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Prefix();
}
