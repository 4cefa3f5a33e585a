using System.Globalization;
using BpoWorkbench.Features.Email.Sifting;
using FsCheck.Xunit;

namespace BpoWorkbench.Tests.Features.Email.Sifting;

public sealed class SieveTests
{
    [Theory]
    [InlineData("Auto-Submitted: auto-replied", "sift.auto-reply")]
    [InlineData("Auto-Submitted: Auto-Replied (vacation)", "sift.auto-reply")]
    [InlineData("X-Autoreply: yes", "sift.auto-reply")]
    [InlineData("X-Autorespond: Re", "sift.auto-reply")]
    [InlineData("Precedence: auto_reply", "sift.auto-reply")]
    [InlineData("Subject: Respuesta automática: su pedido\nReturn-Path: <>", "sift.auto-reply")]
    [InlineData("Subject: Fuera de la oficina\nX-Auto-Response-Suppress: All", "sift.auto-reply")]
    [InlineData("Subject: Automatic reply: your order\nIn-Reply-To: <7@mail.house.example>", "sift.auto-reply")]
    [InlineData("Auto-Submitted: auto-generated", "sift.notice")]
    [InlineData("Auto-Submitted: auto-notified; owner-email=x@y.example", "sift.notice")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status; boundary=x\nSubject: Undelivered Mail Returned to Sender", "sift.bounce")]
    [InlineData("Content-Type: multipart/report; boundary=\"x\"; report-type=\"delivery-status\"", "sift.bounce")]
    [InlineData("Content-Type: multipart/mixed + text/plain + message/delivery-status", "sift.bounce")]
    [InlineData("X-Failed-Recipients: x@y.example", "sift.bounce")]
    [InlineData("From: MAILER-DAEMON@y.example\nReturn-Path: <>\nSubject: x", "sift.bounce")]
    [InlineData("From: postmaster@y.example\nSubject: No se puede entregar: su factura", "sift.bounce")]
    [InlineData("From: Mailer-Daemon@y.example\nSubject: failure notice", "sift.bounce")]
    [InlineData("Content-Type: multipart/report; report-type=delivery-status\nSubject: Delivery Status Notification (Delay)", "sift.delay")]
    [InlineData("From: MAILER-DAEMON@y.example\nSubject: Warning: could not send message for past 4 hours", "sift.delay")]
    [InlineData("Content-Type: multipart/report; report-type=disposition-notification", "sift.receipt")]
    [InlineData("Subject: Leído: su factura\nIn-Reply-To: <7@mail.house.example>", "sift.receipt")]
    [InlineData("Content-Type: multipart/report; report-type=feedback-report", "sift.report")]
    [InlineData("Content-Type: multipart/alternative + text/plain + text/calendar; charset=utf-8; method=REPLY", "sift.calendar")]
    [InlineData("List-Id: Noticias <noticias.tienda.example>", "sift.list")]
    [InlineData("List-Unsubscribe: <https://x.example>\nPrecedence: bulk", "sift.newsletter")]
    [InlineData("List-Unsubscribe: <https://x.example>\nList-Unsubscribe-Post: List-Unsubscribe=One-Click", "sift.newsletter")]
    [InlineData("Precedence: bulk\nList-Unsubscribe: <mailto:x@y.example>\nReply-To: lista@y.example\nTo: lista@y.example", "sift.newsletter")]
    [InlineData("X-House-Loop: 1", "sift.loop.mark")]
    [InlineData("Message-ID: <7@mail.house.example>", "sift.loop.message-id")]
    [InlineData("From: Atencion@cliente.example", "sift.loop.house")]
    public void Mail_of_machines_is_put_aside_for_its_reason(string headers, string code) => Assert.Equal(code, Sift(headers)?.Code);

    [Theory]
    [InlineData("Subject: Queja por la factura")]
    [InlineData("Auto-Submitted: no")]
    [InlineData("Auto-Submitted: No (a person wrote this)")]
    [InlineData("Auto-Submitted:")]
    [InlineData("X-Auto-Response-Suppress: All\nSubject: Factura")]
    [InlineData("Subject: Fuera de la oficina no me atiende nadie")]
    [InlineData("Subject: Ausencia del técnico ayer")]
    [InlineData("Subject: Undeliverable parcel")]
    [InlineData("Subject: Leído: las condiciones no las acepto")]
    [InlineData("Subject: Retraso de mi pedido")]
    [InlineData("Precedence: bulk\nSubject: Reclamación desde nuestro CRM")]
    [InlineData("List-Unsubscribe: <https://crm.example>\nSubject: Reclamación desde nuestro CRM")]
    [InlineData("List-Unsubscribe: <https://x.example>\nPrecedence: bulk\nIn-Reply-To: <7@mail.house.example>")]
    [InlineData("List-Id: Grupo <grupo.empresa.example>\nReferences: <1@x.example> <7@mail.house.example>")]
    [InlineData("List-Id: <atencion.cliente.example>\nPrecedence: list\nList-Unsubscribe: <https://groups.example>")]
    [InlineData("List-Id: <grupo.otro.example>\nList-Post: <mailto:atencion@cliente.example>\nPrecedence: list")]
    [InlineData("List-Unsubscribe: <https://x.example>\nPrecedence: bulk\nFrom: web@tienda.example\nReply-To: Ana <ana@gmail.example>")]
    [InlineData("Auto-Submitted: auto-generated\nFrom: web@tienda.example\nReply-To: ana@gmail.example")]
    [InlineData("From: atencion@cliente.example\nReply-To: Ana <ana@gmail.example>")]
    [InlineData("From: noreply@tienda.example\nSubject: Un comprador reclama")]
    [InlineData("Return-Path: <>\nSubject: Hola")]
    [InlineData("From: postmaster@empresa.example\nSubject: No podemos acceder a la web")]
    [InlineData("Content-Type: multipart/mixed + text/calendar; method=REQUEST")]
    [InlineData("Content-Type: multipart/alternative + text/calendar; method=COUNTER")]
    [InlineData("Message-ID: <7@mail.house.example.evil.example>")]
    public void What_a_person_may_have_written_is_for_people(string headers) => Assert.Null(Sift(headers));

    [Fact]
    public void The_reason_says_which_header_told() =>
        Assert.Equal(new SiftReason("sift.auto-reply", "Auto-Submitted: auto-replied"), Sift("Subject: x\nAuto-Submitted:  auto-replied "));

    [Theory]
    [InlineData(19, 99, null)]
    [InlineData(20, 20, 20)]
    [InlineData(3, 100, 100)]
    public void Who_writes_too_often_is_a_machine(int inHour, int inDay, int? told) =>
        Assert.Equal(told is { } count ? new("sift.loop.often", count) : null, Sieve.Of(Arrived.Mail("Subject: x", inHour, inDay)));

    [Theory]
    [InlineData(30, false)]
    [InlineData(31, true)]
    public void A_mail_that_went_through_too_many_hands_goes_in_circles(int hops, bool sifted) =>
        Assert.Equal(sifted ? "sift.loop.hops" : null, Sift(string.Concat(Enumerable.Range(0, hops).Select(i => $"Received: from {i.ToString(CultureInfo.InvariantCulture)}\n")))?.Code);

    [Property(MaxTest = 300)]
    public void Nothing_that_headers_may_hold_breaks_it(string name, string value, string from, string? path)
    {
        var mail = new ArrivedMail([(name ?? "", value ?? ""), ("Auto-Submitted", value ?? ""), ("Reply-To", from ?? ""), ("Content-Type", value ?? "")], from ?? "", path, [value ?? ""], Arrived.House);

        Assert.True(Sieve.Of(mail) is null or { Code.Length: > 0 });
        Assert.Equal(Answering.WhyNot(mail) is null, Answering.MayBeAnswered(mail));
    }

    private static SiftReason? Sift(string headers) => Sieve.Of(Arrived.Mail(headers));
}
