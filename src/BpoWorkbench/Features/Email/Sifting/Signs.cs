using System.Text.RegularExpressions;

namespace BpoWorkbench.Features.Email.Sifting;

/// <summary>The shapes of headers by which machines are known.</summary>
internal static partial class Signs
{
    /// <summary>multipart/report of that kind (RFC 6522), whichever parameter comes first.</summary>
    [GeneratedRegex(@"^\s*multipart/report\b.*report-type\s*=\s*""?(delivery-status|global-delivery-status)\b|^\s*message/(global-)?delivery-status\b", Options | RegexOptions.Singleline)]
    internal static partial Regex DeliveryReport();

    [GeneratedRegex(@"^\s*multipart/report\b.*report-type\s*=\s*""?disposition-notification\b|^\s*message/(global-)?disposition-notification\b", Options | RegexOptions.Singleline)]
    internal static partial Regex ReadReport();

    [GeneratedRegex(@"^\s*multipart/report\b", Options)]
    internal static partial Regex AnyReport();

    [GeneratedRegex(@"^\s*text/calendar\b.*method\s*=\s*""?reply\b", Options | RegexOptions.Singleline)]
    internal static partial Regex CalendarReply();

    /// <summary>The servers try on; nothing has failed yet.</summary>
    [GeneratedRegex(@"\b(delay(ed)?|warning: (could not send|message)|not yet (been )?delivered|still being retried|retras(o|ado|ada)|retard(ed|ado)?|aplazad[oa])\b", Options)]
    internal static partial Regex DelaySubject();

    [GeneratedRegex(
        @"^(undeliver(able|ed)|delivery (status notification|failure|has failed)|mail delivery (failed|failure|system)|failure notice|returned mail|mail system error|message undeliverable|"
        + @"no se (puede|pudo|ha podido) entregar|no entregado|no enviado|correo (no entregado|devuelto)|error (de|en la) entrega|devoluci[oó]n de correo|notificaci[oó]n de (estado de )?entrega|unzustellbar|non remis)",
        Options)]
    internal static partial Regex BounceSubject();

    [GeneratedRegex(@"^((not )?read|read receipt|le[ií]d[oa]|no le[ií]d[oa]|confirmaci[oó]n de lectura|acuse de (recibo|lectura)|return receipt|gelesen|lu|lida)\s*(:|\()", Options)]
    internal static partial Regex ReadSubject();

    [GeneratedRegex(
        @"^\s*(\[?(automatic|auto)[ -]?(reply|response)\b|out of (the )?office|respuesta (autom[aá]tica|de ausencia)|resposta autom[aàá]tica|fuera de (la )?oficina|ausente\b|ausencia\b|de vacaciones|on (vacation|holiday)|vacation|"
        + @"autoreply|autorespuesta|r[ée]ponse automatique|absence du bureau|automatische antwort|abwesenheit|risposta automatica)",
        Options)]
    internal static partial Regex AbsenceSubject();

    [GeneratedRegex(@"^\s*(re|rv|fwd?|aw|sv|tr)\s*:", Options)]
    internal static partial Regex AnswerSubject();

    /// <summary>Comments may follow the word (RFC 3834 §5).</summary>
    [GeneratedRegex(@"^\s*auto-replied\b", Options)]
    internal static partial Regex AutoReplied();

    [GeneratedRegex(@"^\s*(?!no\b)[a-z]", Options)]
    internal static partial Regex NotNo();

    [GeneratedRegex(@"^\s*auto[-_]?reply", Options)]
    internal static partial Regex AutoReplyPrecedence();

    [GeneratedRegex(@"^\s*(bulk|list|junk)\b", Options)]
    internal static partial Regex BulkPrecedence();

    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant;
}
