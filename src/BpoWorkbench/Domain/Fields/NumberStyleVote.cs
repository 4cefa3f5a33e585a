using System.Buffers;

namespace BpoWorkbench.Domain.Fields;

/// <summary>Decides from all the texts of a column whether its decimals follow a comma or a point.</summary>
public sealed class NumberStyleVote
{
    private static readonly SearchValues<char> OfNumbers = SearchValues.Create("0123456789.,' \u00A0\u202F\u2019");

    private int _comma;
    private int _point;

    /// <summary>False while every number seen could be of either style: "1.234" alone says nothing.</summary>
    public bool IsDecided => _comma != _point;

    /// <summary>The style of most of the telling numbers; Spain's where none tells.</summary>
    public NumberStyle Style => _point > _comma ? NumberStyle.DecimalPoint : NumberStyle.DecimalComma;

    /// <summary>
    /// A text tells when it has both signs (the last is the decimal one), repeats one (that one groups), or has one that is not
    /// followed by exactly three digits, or that follows a bare 0 or more than three digits (that one is decimal).
    /// </summary>
    public void Add(ReadOnlySpan<char> text)
    {
        text = NumberText.Bare(text, out _);
        var (comma, point) = (text.LastIndexOf(','), text.LastIndexOf('.'));
        if ((comma < 0 && point < 0) || text.ContainsAnyExcept(OfNumbers))
        {
            return;
        }

        if (comma >= 0 && point >= 0)
        {
            Vote(comma > point);
            return;
        }

        var at = Math.Max(comma, point);
        var first = comma >= 0 ? text.IndexOf(',') : text.IndexOf('.');
        if (first != at)
        {
            Vote(point >= 0);
        }
        else if (text.Length - at - 1 != 3 || at is 0 or > 3 || text[0] == '0')
        {
            Vote(comma >= 0);
        }
    }

    private void Vote(bool comma)
    {
        _comma += comma ? 1 : 0;
        _point += comma ? 0 : 1;
    }
}
