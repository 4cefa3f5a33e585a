using System.Globalization;
using System.Xml;
using System.Xml.Linq;

namespace BpoWorkbench.Platform.Imports.Marking;

/// <summary>
/// The cell formats of a workbook (ECMA-376 part 1, 18.8), and those made from them for marks: each is a copy of the format the cell had,
/// with one thing changed. Formats are numbered in the order they are asked for, behind those there are.
/// </summary>
internal sealed class CellStyles
{
    /// <summary>A light red that nobody else uses: by it marks are known again.</summary>
    public const string Red = "FFFFCDD2";

    // Excel opens no workbook with more.
    private const int MostStyles = 64_000;

    private readonly Dictionary<(int Style, StyleChange Change), int> _made = [];
    private readonly HashSet<int> _red = [];
    private int _fills;

    private CellStyles()
    {
    }

    public int Fonts { get; private set; }

    public int Styles { get; private set; }

    /// <summary>The red fill of an earlier round, or where a new one goes: the first two fills are Excel's own.</summary>
    public int RedFill { get; private set; } = -1;

    public bool HasRedFill { get; private set; }

    /// <summary>What was asked for, in the order of their numbers.</summary>
    public IEnumerable<(int Style, StyleChange Change)> Made => _made.OrderBy(m => m.Value).Select(m => m.Key);

    public static CellStyles Of(XmlReader from)
    {
        var styles = new CellStyles();
        var space = from.NamespaceURI;
        from.Inside(() =>
        {
            switch (from.NodeType == XmlNodeType.Element && from.NamespaceURI == space ? from.LocalName : "")
            {
                case "fonts": Each(from, _ => styles.Fonts++); break;
                case "fills": Each(from, styles.AddFill); break;
                case "cellXfs": Each(from, styles.AddStyle); break;
                default: from.Skip(); break;
            }
        });
        styles.Styles = Math.Max(styles.Styles, 1);
        styles.HasRedFill = styles.RedFill >= 0;
        styles.RedFill = styles.HasRedFill ? styles.RedFill : Math.Max(styles._fills, 2);
        return styles;
    }

    /// <summary>How many fills there are, the red one included.</summary>
    public int Fills => HasRedFill ? _fills : RedFill + 1;

    /// <summary>The format with a red fill.</summary>
    public int Wrong(int style) => _red.Contains(style) ? style : Make(style, StyleChange.Red);

    /// <summary>The format without the red of an earlier round.</summary>
    public int Right(int style) => _red.Contains(style) ? Make(style, StyleChange.NotRed) : style;

    /// <summary>Bold text.</summary>
    public int Heading => Make(0, StyleChange.Bold);

    /// <summary>Text that stays text when somebody edits it.</summary>
    public int Text => Make(0, StyleChange.Text);

    private int Make(int style, StyleChange change)
    {
        var known = style >= 0 && style < Styles ? style : 0;
        if (!_made.TryGetValue((known, change), out var made))
        {
            made = Styles + _made.Count;
            if (made >= MostStyles)
            {
                return style;
            }

            _made.Add((known, change), made);
        }

        return made;
    }

    private void AddFill(XElement fill)
    {
        var pattern = fill.Elements().FirstOrDefault();
        var colour = pattern?.Elements().FirstOrDefault(e => e.Name.LocalName == "fgColor");
        if ((string?)pattern?.Attribute("patternType") == "solid" && string.Equals((string?)colour?.Attribute("rgb"), Red, StringComparison.OrdinalIgnoreCase))
        {
            RedFill = _fills;
        }

        _fills++;
    }

    private void AddStyle(XElement style)
    {
        if (RedFill >= 0 && (string?)style.Attribute("fillId") == RedFill.ToString(CultureInfo.InvariantCulture))
        {
            _red.Add(Styles);
        }

        Styles++;
    }

    private static void Each(XmlReader from, Action<XElement> add) => from.Inside(() =>
    {
        if (from.NodeType == XmlNodeType.Element)
        {
            add(from.Take());
        }
        else
        {
            from.Read();
        }
    });
}

/// <summary>What a format made for a mark changes.</summary>
internal enum StyleChange { Red, NotRed, Bold, Text }
