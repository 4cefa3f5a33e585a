using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Showing;

/// <summary>
/// How mail programs mark what is not written anew, in Spanish, English, Catalan, Portuguese, French, German and Italian: each shape is
/// tried on the beginning of a line, without the marks of bold and quoting around it.
/// </summary>
internal static partial class QuoteMarks
{
    /// <summary>How many lines a mail program breaks "On … wrote:" into, and how many a block of headers has at most.</summary>
    public const int AttributionLines = 4;
    private const int HeaderLines = 8;
    private const int LongestLine = 400;

    /// <summary>A line beginning with the mark of quoting (RFC 3676 §4.5); ">From" is what mailboxes make of "From".</summary>
    public static bool IsQuoted(string line) => Quoted().IsMatch(line);

    /// <summary>"-- " alone (RFC 3676 §4.3), also as programs leave it without its space.</summary>
    public static bool IsSignature(string line) => line is "-- " or "--" or "--\u00A0" or "__";

    /// <summary>"Sent from my iPhone" and its kind.</summary>
    public static bool IsDevice(string line) => Device().IsMatch(Short(line));

    /// <summary>Where the legal notice under a mail begins.</summary>
    public static bool IsNotice(string line) => Notice().IsMatch(Short(line));

    /// <summary>A line after which the whole of an earlier mail stands.</summary>
    public static bool IsOriginal(string line) => Original().IsMatch(Short(line));

    /// <summary>A line after which somebody else's mail stands that is passed on: news, not history.</summary>
    public static bool IsForwarded(string line) => Forwarded().IsMatch(Short(line));

    /// <summary>How many lines from here say "On … wrote:"; 0 for none.</summary>
    public static int Attribution(IReadOnlyList<string> lines, int at)
    {
        if (!AttributionStart().IsMatch(Short(lines[at])))
        {
            return 0;
        }

        var joined = "";
        for (var count = 1; count <= AttributionLines && at + count <= lines.Count; count++)
        {
            var line = lines[at + count - 1].Trim();
            if (line.Length == 0)
            {
                return 0;
            }

            joined += " " + Short(line);
            // A name alone may be told of ("Mi madre escribió:"), unless what was written follows.
            if (AttributionWhole().IsMatch(joined) && (NamesTime().IsMatch(joined) || IsFollowedByQuoted(lines, at + count)))
            {
                return count;
            }
        }

        return 0;
    }

    /// <summary>Whether Outlook's block of From, Sent, To and Subject begins here: the first of them and at least two more.</summary>
    public static bool IsHeaderBlock(IReadOnlyList<string> lines, int at)
    {
        if (!HeaderFrom().IsMatch(Short(lines[at])))
        {
            return false;
        }

        var more = 0;
        for (var i = at + 1; i < lines.Count && i < at + HeaderLines && lines[i].Trim().Length > 0; i++)
        {
            more += HeaderOther().IsMatch(Short(lines[i])) ? 1 : 0;
        }

        return more >= 2;
    }

    /// <summary>The rule that Outlook draws above such a block.</summary>
    public static bool IsRule(string line) => Rule().IsMatch(line);

    private static bool IsFollowedByQuoted(IReadOnlyList<string> lines, int next) =>
        next < lines.Count && (IsQuoted(lines[next]) || (lines[next].Trim().Length == 0 && next + 1 < lines.Count && IsQuoted(lines[next + 1])));

    private static string Short(string line) => line.Length > LongestLine ? line[..LongestLine] : line;

    [GeneratedRegex(@"^\s{0,3}>(?!From )", RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex(
        @"^\s*(enviado (desde|con|do|por|pelo)|enviat (des de|des del|amb)|sent (from|with|via)|get outlook for|obtener outlook para|obtén outlook para|descarregar outlook|envoyé (de|depuis) (mon|ma)|gesendet (von|mit)|von meinem .{1,40} gesendet|inviato da|mandado desde|obter o outlook|télécharger outlook)\b.{0,80}$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Device();

    [GeneratedRegex(
        @"^[\s*_]*(aviso (legal|de confidencialidad)|avís legal|cláusula de (confidencialidad|protección)|nota de confidencialidad|confidentiality (notice|note)|legal (notice|disclaimer)|disclaimer\b|"
        + @"(este|aquest|esta) (mensaje|correo|missatge|correu|e-?mail|mensagem|comunicación|transmisión)( electr[oó]nic[oa]?)?,? (y|i|e|así como|incluid[oa]s?|\(?incl|junto|y/o|se dirige|puede|contiene|es confidencial|está dirigid|va dirigid)|"
        + @"this (e-?mail|message|communication|transmission)( message)?( \(?(and|including)|,? (is|may|contains|and any|together))|the information (contained )?in this (e-?mail|message)|la información contenida en (este|el presente)|"
        + @"antes de imprimir|abans d'imprimir|please consider the environment|de conformidad con (lo (establecido|dispuesto)|el reglamento|la (ley|normativa))|en cumplimiento (de|del) (lo|la|el|reglamento)|le informamos (de )?que sus datos|"
        + @"ce (message|courriel) (et|est)|diese e-?mail (enthält|ist|kann))",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Notice();

    [GeneratedRegex(
        @"^\s*[-_=]{2,}\s*(mensaje original|mensaje anterior|original message|original appointment|missatge original|mensagem original|message d'origine|message original|ursprüngliche nachricht|originalnachricht|messaggio originale|reply message|respuesta)\s*[-_=]{2,}\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Original();

    [GeneratedRegex(
        @"^\s*(-{2,}\s*(forwarded (message|by)|mensaje reenviado|missatge reenviat|mensagem (reencaminhada|encaminhada)|message transféré|weitergeleitete nachricht|messaggio inoltrato)|(begin forwarded message|inicio del mensaje reenviado|inici del missatge reenviat|début du message réexpédié|anfang der weitergeleiteten nachricht|início da mensagem reencaminhada)\s*:)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Forwarded();

    [GeneratedRegex(@"^\s*(on|el|le|am|em|no dia|a|il|missatge de|mensaje de|a les|\d{4}-\d\d-\d\d|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|.{1,80}(escribió|wrote|va escriure|escreveu|a écrit|schrieb|ha scritto)\b)(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AttributionStart();

    [GeneratedRegex(
        @"(\b(escribió|escribio|wrote|va escriure|escreveu|a écrit|schrieb|ha scritto|writes|escribe)\b[^?!]{0,80}|^\s*(missatge de|mensaje de)\b.{1,160}(del dia|el dia|el)\b.{1,60}):\s*$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex AttributionWhole();

    [GeneratedRegex(@"\d|@", RegexOptions.CultureInvariant)]
    private static partial Regex NamesTime();

    [GeneratedRegex(@"^[\s*]*(from|de|von|da|remitente|expéditeur)\s*:\**\s*\S", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderFrom();

    [GeneratedRegex(
        @"^[\s*]*(sent|date|to|cc|subject|importance|enviado( el)?|enviat( el)?|fecha|data|para|per a|a|asunto|assumpte|assunto|envoyé|à|objet|gesendet|an|betreff|datum|inviato|oggetto|importancia)\s*:",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HeaderOther();

    [GeneratedRegex(@"^\s*_{10,}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();
}
