using BpoWorkbench.Features.Email.Showing;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Features.Email.Showing;

public sealed class FoldedTextTests
{
    private static readonly string[] Lines =
    [
        "Hola", "", "> cita", ">> más", "-- ", "--", "El 3 mar 2025, Ana escribió:", "On Mon, Mar 3, 2025, Ana <a@x.es>", "wrote:", "-----Original Message-----", "De: Ana <a@x.es>", "Enviado: lunes",
        "Para: B", "Asunto: C", "Enviado desde mi iPhone", "AVISO LEGAL", "---------- Forwarded message ---------", "________________________________", "\r", "https://x.example/a.",
    ];

    [Theory]
    [InlineData("> Hola")]
    [InlineData("El lun, 3 mar 2025 a las 10:00, Atención (<a@x.es>) escribió:\n> Hola")]
    [InlineData("El lun, 3 mar 2025 a las 10:00, Atención al Cliente de la Compañía\n<atencion@x.es> escribió:\n\nHola")]
    [InlineData("On Mon, Mar 3, 2025 at 10:00 AM Support <s@x.es> wrote:\n\n> Hola")]
    [InlineData("On Mar 3, 2025, at 10:00, Support Team <\nsupport@x.es> wrote:\n> Hola")]
    [InlineData("Support wrote:\n> Hola")]
    [InlineData("Le lun. 3 mars 2025 à 10:00, Service <s@x.fr> a écrit :\n> Bonjour")]
    [InlineData("Am 03.03.2025 um 10:00 schrieb Service <s@x.de>:\n> Hallo")]
    [InlineData("A 3 de março de 2025, Apoio <a@x.pt> escreveu:\n> Olá")]
    [InlineData("Em seg., 3 de mar. de 2025 às 10:00, Apoio <a@x.pt> escreveu:\n> Olá")]
    [InlineData("El dl., 3 de març 2025 a les 10:00, Atenció (<a@x.cat>) va escriure:\n> Hola")]
    [InlineData("Missatge de Atenció <a@x.cat> del dia dl., 3 de març 2025 a les 10:00:\n> Hola")]
    [InlineData("-----Original Message-----\nFrom: x\nHola")]
    [InlineData("-----Mensaje original-----\nHola")]
    [InlineData("-------- Mensaje original --------\nHola")]
    [InlineData("________________________________\nDe: Atención <a@x.es>\nEnviado: lunes, 3 de marzo de 2025 10:00\nPara: Ana\nAsunto: RE: Factura\n\nHola")]
    [InlineData("*De:* Atención <a@x.es>\n*Enviado el:* lunes\n*Para:* Ana\n\nHola")]
    [InlineData("From: Support <s@x.es>\nSent: Monday\nTo: Ann\nSubject: RE: Bill\n\nHello")]
    [InlineData("Von: Service\nGesendet: Montag\nAn: Anna\nBetreff: AW\n\nHallo")]
    [InlineData("De : Service\nEnvoyé : lundi\nÀ : Anne\nObjet : RE\n\nBonjour")]
    [InlineData("Enviado desde mi iPhone")]
    [InlineData("Sent from my Galaxy")]
    [InlineData("Obtener Outlook para Android<https://aka.ms/x>")]
    [InlineData("-- \nAna Gil\nTel. 600 000 000")]
    [InlineData("AVISO LEGAL: Este mensaje...\n\nmás y más")]
    [InlineData("Este mensaje y sus adjuntos se dirigen exclusivamente a su destinatario")]
    [InlineData("This email and any attachments are confidential")]
    [InlineData("Enviado desde mi iPhone\n\nEl 3 mar 2025, a las 10:00, Atención <a@x.es> escribió:\n\n> Hola")]
    [InlineData("-- \nAna\n\nAVISO LEGAL\nx\n\nDe: Atención\nEnviado: lunes\nPara: Ana\nAsunto: RE\n\nHola")]
    public void Only_what_is_new_is_fresh(string rest) => Assert.Equal("Sigue sin llegar.\n\nGracias", FoldedText.Of($"Sigue sin llegar.\n\nGracias\n\n{rest}").Fresh);

    [Theory]
    [InlineData("El 3 de marzo me escribió su compañero y no entiendo nada.")]
    [InlineData("Mi madre escribió:\nque no le funciona")]
    [InlineData("De: aquí\nhasta allí")]
    [InlineData("On top of that, nobody wrote back.")]
    [InlineData("Enviado el lunes el formulario, sigo sin respuesta.")]
    [InlineData("No tengo aviso legal de la baja.")]
    [InlineData("- punto\n-- otro punto")]
    [InlineData(">From the house we hear nothing")]
    public void What_only_resembles_history_is_kept(string text) => Assert.Equal(text, FoldedText.Of(text).Fresh);

    [Fact]
    public void Answers_between_quotations_are_fresh() =>
        Assert.Equal("Sí.\nNo.", FoldedText.Of("El 3 mar 2025, B escribió:\n> ¿Vive ahí?\nSí.\n> ¿Tiene factura?\nNo.").Fresh);

    [Fact]
    public void What_is_passed_on_is_news() => Assert.Contains(
        "No me funciona",
        FoldedText.Of("Os paso esto.\n\n---------- Forwarded message ---------\nDe: Ana <ana@x.es>\nDate: lun\nSubject: Ayuda\nTo: <b@x.es>\n\nNo me funciona").Fresh,
        StringComparison.Ordinal);

    [Fact]
    public void The_parts_are_told_apart() => Assert.Equal(
        [PartKind.Written, PartKind.Signature, PartKind.Notice, PartKind.Quoted],
        FoldedText.Of("Hola\n-- \nAna\nAVISO LEGAL\nx\n\n> cita").Parts.Select(part => part.Kind));

    [Property(MaxTest = 500)]
    public Property The_parts_and_their_runs_are_the_text() =>
        Prop.ForAll(Gen.ListOf(Gen.Elements(Lines)).Select(lines => string.Join('\n', lines)).ToArbitrary(), text =>
        {
            var parts = FoldedText.Of(text).Parts;
            return string.Concat(parts.Select(part => part.Text)) == text && parts.All(part => text[part.Start..].StartsWith(part.Text, StringComparison.Ordinal))
                && string.Concat(parts.SelectMany(part => part.Runs).Select(run => run.Text)) == text;
        });

    [Theory]
    [InlineData("Vea https://x.example/a_(b). Gracias", "https://x.example/a_(b)", "x.example")]
    [InlineData("(www.X.example/q?a=1&b=2)", "www.X.example/q?a=1&b=2", "www.x.example")]
    [InlineData("<https://x.example>, y", "https://x.example", "x.example")]
    [InlineData("«https://banco@evil.example/»", "https://banco@evil.example/", "evil.example")]
    public void Addresses_in_a_text_become_links_to_where_they_lead(string text, string words, string target)
    {
        var run = Assert.Single(TextRun.Of(text), run => run.Link is not null);

        Assert.Equal((words, target), (run.Text, run.Link!.Target));
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("a@www.example")]
    [InlineData("http://")]
    public void Nothing_else_does(string text) => Assert.DoesNotContain(TextRun.Of(text), run => run.Link is not null);

    [Fact]
    public void A_long_mail_of_nothing_but_marks_is_read_in_one_pass()
    {
        var text = string.Concat(Enumerable.Repeat("On 3 March\nFrom: x\nwrote\n", 10_000));

        Assert.Equal(text.Trim(), FoldedText.Of(text).Fresh);
    }
}
