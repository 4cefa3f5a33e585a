using System.Text;

namespace BpoWorkbench.Platform.Mime;

/// <summary>
/// Address lists (RFC 5322, 3.4 and 4.4): names in comments, groups, routes, semicolons between addresses as Outlook writes them, names
/// that should be quoted, brackets and quotes that never close.
/// </summary>
internal sealed class Addresses
{
    private const int Most = 5_000;

    private readonly string _raw;
    private readonly List<MailAddress> _found = [];

    // What is shown, and the same with its quotes kept, of which an address is made.
    private readonly StringBuilder _shown = new();
    private readonly StringBuilder _written = new();
    private string? _comment;
    private string? _angle;
    private bool _hasWord;
    private bool _hasAt;
    private bool _quotesEnd = true;
    private bool _commentsEnd = true;

    private Addresses(string raw) => _raw = raw;

    public static IReadOnlyList<MailAddress> Of(IEnumerable<string> fields)
    {
        List<MailAddress>? all = null;
        foreach (var field in fields)
        {
            (all ??= []).AddRange(new Addresses(field).Read());
        }

        return all is null ? [] : all;
    }

    private List<MailAddress> Read()
    {
        for (var at = 0; at < _raw.Length && _found.Count < Most;)
        {
            at = _raw[at] switch
            {
                '(' when _commentsEnd => Comment(at),
                '"' when _quotesEnd => Quoted(at),
                '<' => Angle(at),
                ',' or ';' => Flush(at),
                ':' when IsGroup() => Group(at),
                '=' when EncodedWords.EndOf(_raw, at) is > 0 and var end => Atom(at, end),
                _ => Atom(at, at + 1),
            };
        }

        Flush(0);
        return _found;
    }

    private int Atom(int at, int end)
    {
        _shown.Append(_raw, at, end - at);
        _written.Append(_raw, at, end - at);
        _hasAt |= _raw[at] == '@';
        _hasWord |= _raw[at] is not (' ' or '\t');
        return end;
    }

    private int Comment(int at)
    {
        var text = new StringBuilder();
        var depth = 0;
        for (var i = at; i < _raw.Length; i++)
        {
            depth += _raw[i] == '(' ? 1 : _raw[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                _comment = text.ToString(1, text.Length - 1).Trim();
                return i + 1;
            }

            i += _raw[i] == '\\' && i + 1 < _raw.Length ? 1 : 0;
            text.Append(_raw[i]);
        }

        _commentsEnd = false;
        return at;
    }

    private int Quoted(int at)
    {
        var text = new StringBuilder();
        for (var i = at + 1; i < _raw.Length; i++)
        {
            if (_raw[i] == '"')
            {
                _shown.Append(text);
                _written.Append(_raw, at, i + 1 - at);
                _hasWord = true;
                return i + 1;
            }

            i += _raw[i] == '\\' && i + 1 < _raw.Length ? 1 : 0;
            text.Append(_raw[i]);
        }

        _quotesEnd = false;
        return at;
    }

    private int Angle(int at)
    {
        var quoted = false;
        var i = at + 1;
        for (; i < _raw.Length && (quoted || _raw[i] is not ('>' or '<')); i++)
        {
            quoted ^= _raw[i] == '"' && _quotesEnd;
        }

        var closed = i < _raw.Length && _raw[i] == '>';
        var inner = _raw[(at + 1)..i];
        if (!closed)
        {
            // Up to where the next one begins, or it would swallow them all.
            var comma = inner.IndexOfAny([',', ';']);
            (inner, i) = comma < 0 ? (inner, i) : (inner[..comma], at + 1 + comma);
        }

        // "<a@b> <c@d>" without a comma between.
        if (_angle is not null)
        {
            Flush(at);
        }

        _angle = AddressWords.InAngles(inner);
        return closed ? i + 1 : i;
    }

    private bool IsGroup() => _angle is null && _hasWord && !_hasAt;

    private int Group(int at)
    {
        Clear();
        return at + 1;
    }

    private int Flush(int at)
    {
        var shown = _shown.ToString().Trim();
        var written = _written.ToString().Trim();
        if (_angle is not null)
        {
            _found.Add(new MailAddress(AddressWords.Named(shown.Length > 0 ? shown : _comment), _angle));
        }
        else if (written.Length > 0)
        {
            _found.Add(AddressWords.Bare(shown, written, _comment));
        }

        Clear();
        return at + 1;
    }

    private void Clear()
    {
        _shown.Clear();
        _written.Clear();
        (_comment, _angle, _hasWord, _hasAt) = (null, null, false, false);
    }
}
