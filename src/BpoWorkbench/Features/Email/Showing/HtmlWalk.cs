using AngleSharp.Html;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace BpoWorkbench.Features.Email.Showing;

internal enum HtmlStep
{
    /// <summary>Of an element, which ends by a step of its own unless it is always empty.</summary>
    Start,
    End,
    Text,

    /// <summary>A tag that is not shown as such; its content comes next, or has gone with it.</summary>
    LeftOut,

    /// <summary>The element is nested too deep, or one too many; what stands in it comes next.</summary>
    TooMuch,
}

/// <summary>One step; the name is in lower case, attributes are as they were written.</summary>
internal readonly record struct HtmlPiece(HtmlStep Step, string Name, IReadOnlyList<HtmlAttributeToken> Attributes)
{
    public string? this[string attribute] => Attributes.FirstOrDefault(one => one.Name == attribute).Value;
}

/// <summary>
/// Any HTML as a well-nested row of steps over the elements of <see cref="AllowedHtml"/>, in one pass whose time grows with the length
/// alone: a document of a hundred thousand open elements takes a tree builder minutes.
/// </summary>
internal sealed class HtmlWalk(string html)
{
    private const int Deepest = 150;
    private const int DeepestFormatting = 12;
    private const int MostElements = 20_000;

    private readonly List<string> _open = [];
    private readonly Dictionary<string, int> _passedOver = new(StringComparer.Ordinal);
    private int _elements;
    private int _formatting;

    public IEnumerable<HtmlPiece> Steps()
    {
        var tokenizer = new HtmlTokenizer(new TextSource(html), HtmlEntityProvider.Resolver) { SkipComments = true };
        for (var token = tokenizer.Get(); token.Type != HtmlTokenType.EndOfFile; token = tokenizer.Get())
        {
            if (token.Type == HtmlTokenType.Character)
            {
                yield return new(HtmlStep.Text, token.Data, []);
            }
            else if (token.Type == HtmlTokenType.StartTag && AllowedHtml.GoesWithContent(token.Name))
            {
                yield return new(HtmlStep.LeftOut, token.Name, []);
                SkipContent(tokenizer, (HtmlTagToken)token);
            }
            else if (token is HtmlTagToken { Type: HtmlTokenType.StartTag or HtmlTokenType.EndTag } tag)
            {
                foreach (var piece in tag.Type == HtmlTokenType.StartTag ? Start(tag) : End(tag.Name))
                {
                    yield return piece;
                }
            }
        }

        while (_open.Count > 0)
        {
            yield return Close();
        }
    }

    private IEnumerable<HtmlPiece> Start(HtmlTagToken tag)
    {
        var name = AllowedHtml.Name(tag.Name);
        if (name != tag.Name)
        {
            yield return new(HtmlStep.LeftOut, tag.Name, name is null ? tag.Attributes : []);
        }

        if (name is null)
        {
            yield break;
        }

        for (var left = Nesting.EndedBy(name, _open); left > 0; left--)
        {
            yield return Close();
        }

        if (_elements >= MostElements || _open.Count >= Deepest || (AllowedHtml.IsFormatting(name) && _formatting >= DeepestFormatting))
        {
            yield return new(HtmlStep.TooMuch, name, []);
            if (!AllowedHtml.IsEmpty(name))
            {
                _passedOver[name] = _passedOver.GetValueOrDefault(name) + 1;
            }

            yield break;
        }

        _elements++;
        if (!AllowedHtml.IsEmpty(name))
        {
            _open.Add(name);
            _formatting += AllowedHtml.IsFormatting(name) ? 1 : 0;
        }

        yield return new(HtmlStep.Start, name, tag.Attributes);
    }

    private IEnumerable<HtmlPiece> End(string raw)
    {
        var name = AllowedHtml.Name(raw);
        if (name is null)
        {
            yield break;
        }

        if (_passedOver.GetValueOrDefault(name) is var passed and > 0)
        {
            _passedOver[name] = passed - 1;
            yield break;
        }

        for (var left = Nesting.EndedByEnd(name, _open); left > 0; left--)
        {
            yield return Close();
        }
    }

    private HtmlPiece Close()
    {
        var name = _open[^1];
        _open.RemoveAt(_open.Count - 1);
        _formatting -= AllowedHtml.IsFormatting(name) ? 1 : 0;
        return new(HtmlStep.End, name, []);
    }

    /// <summary>Passes over everything up to the end of an element that goes with its content; without one, up to the end of the mail.</summary>
    private static void SkipContent(HtmlTokenizer tokenizer, HtmlTagToken start)
    {
        if (start.Name is "svg" or "math" && start.IsSelfClosing)
        {
            return;
        }

        tokenizer.State = start.Name switch
        {
            "script" => HtmlParseMode.Script,
            "style" or "xmp" or "iframe" or "noembed" or "noframes" => HtmlParseMode.Rawtext,
            "textarea" or "title" => HtmlParseMode.RCData,
            "plaintext" => HtmlParseMode.Plaintext,
            _ => HtmlParseMode.PCData,
        };
        for (var depth = 1; depth > 0;)
        {
            var token = tokenizer.Get();
            if (token.Type == HtmlTokenType.EndOfFile)
            {
                return;
            }

            depth += token.Name != start.Name ? 0 : token.Type == HtmlTokenType.EndTag ? -1 : token.Type == HtmlTokenType.StartTag ? 1 : 0;
        }
    }
}
